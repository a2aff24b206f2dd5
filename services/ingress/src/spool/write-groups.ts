import { join } from 'node:path'
import type { BellhopError } from '@bellhop/runtime'
import { type ActiveSegment, type CreateFile, createSegment } from './create-segment.ts'
import type { Folder } from './lock-folder.ts'
import type { OwnFolder } from './own-folder.ts'
import { encodeEntries, MAGIC } from './segment-format.ts'
import { toSegmentName } from './segment-name.ts'
import type { Segment, Segments } from './segments.ts'
import { toSpoolFailed } from './spool-error.ts'

/** How long nothing is tried after a failure, in milliseconds, so that a flood of webhooks is no storm on a sick disk. */
const HOLD_MS = 500

/** What {@link createGroupWriter} needs. */
export type GroupWriterOptions = {
  readonly dir: string
  readonly own: OwnFolder
  readonly segments: Segments
  readonly segmentBytes: number
  readonly createFile: CreateFile
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** Writes groups of payloads to the own folder's newest segment. `write`, `probe` and `seal` must not overlap. */
export type GroupWriter = {
  /** One write and one sync; rejects with `spool-failed`. */
  readonly write: (group: readonly Buffer[]) => Promise<void>
  /** Tries whether the folder can be had and written, and leaves nothing in it; rejects with `spool-failed`. */
  readonly probe: () => Promise<void>
  /** Ends the newest segment, so that it can be drained. */
  readonly seal: () => Promise<void>
  readonly activePath: () => string | undefined
  /** Why the last attempt failed; undefined when it did not. */
  readonly failure: () => BellhopError | undefined
  /** The failure, while it is too new to try again. */
  readonly heldBy: () => BellhopError | undefined
}

/** Creates the writer. Nothing is opened before the first group. */
export function createGroupWriter(options: GroupWriterOptions): GroupWriter {
  const { dir, own, segments, segmentBytes, createFile, now } = options
  let active: { readonly segment: ActiveSegment; readonly known: Omit<Segment, 'bytes'> } | undefined
  let failed: { readonly at: number; readonly error: BellhopError } | undefined

  async function write(group: readonly Buffer[]): Promise<void> {
    const held = heldBy()
    if (held) throw held
    const entries = encodeEntries(group)
    let folder: Folder | undefined
    try {
      folder = await own.have()
      active ??= await create(folder)
      await active.segment.append(entries)
    } catch (cause) {
      await giveUp()
      await own.check()
      failed = { at: now(), error: toSpoolFailed(folder?.path ?? dir, cause) }
      throw failed.error
    }
    failed = undefined
    const bytes = active.segment.bytes()
    if (bytes > MAGIC.byteLength) segments.put({ ...active.known, bytes })
    if (bytes >= segmentBytes) await seal()
  }

  /** A segment is named after the time of its first entry, so that one without any must not stay. */
  async function probe(): Promise<void> {
    await write([])
    if (active && active.segment.bytes() <= MAGIC.byteLength) await seal()
  }

  async function create(folder: Folder) {
    const stamp = own.nextStamp(now())
    const path = join(folder.path, toSegmentName(stamp))
    return { segment: await createSegment(path, createFile), known: { path, folder, createdAt: stamp.createdAt } }
  }

  async function seal(): Promise<void> {
    const ended = active
    active = undefined
    await ended?.segment.seal()
  }

  async function giveUp(): Promise<void> {
    const ended = active
    active = undefined
    await ended?.segment.giveUp()
  }

  /** A clock that was set back ends the wait. */
  function heldBy(): BellhopError | undefined {
    const sinceMs = failed ? now() - failed.at : HOLD_MS
    return sinceMs >= 0 && sinceMs < HOLD_MS ? failed?.error : undefined
  }

  return { write, probe, seal, activePath: () => active?.segment.path, failure: () => failed?.error, heldBy }
}
