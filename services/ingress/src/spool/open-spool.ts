import { resolve } from 'node:path'
import type { Logger, Opened } from '@bellhop/runtime'
import { createSeldom } from '../seldom.ts'
import { adoptOrphans } from './adopt-orphans.ts'
import { createGroupCommit } from './commit-groups.ts'
import { type CreateFile, createFile as createFileOnDisk } from './create-segment.ts'
import { createOwnFolder } from './own-folder.ts'
import { openRepeat } from './repeat.ts'
import { createRoom } from './room.ts'
import { createSegments } from './segments.ts'
import { toSpoolFailed } from './spool-error.ts'
import { createTakeOldest } from './take-oldest.ts'
import type { Taken } from './take-segment.ts'
import { createGroupWriter } from './write-groups.ts'

const SEGMENT_BYTES = 8 * 1024 * 1024
const LOOK_INTERVAL_MS = 10_000

/** How often the same trouble is logged, in milliseconds. */
const LOG_INTERVAL_MS = 10_000

/** The folder on disk where webhooks are kept while the brokers are away. */
export type Spool = {
  /**
   * Resolves once the payload is on disk, written and synced. All calls that came while the last sync ran share the next.
   *
   * Rejects with `spool-full` when it would exceed the bound, and with `spool-failed` when the disk is full or cannot be
   * written; then nothing is promised of it (it may be drained all the same). Both are retriable; for 500 ms after a
   * failure nothing is tried. A payload has at least one byte.
   */
  readonly append: (payload: Buffer) => Promise<void>
  /** Bytes on disk of all segments not drained yet, those of workers that are gone included. */
  readonly bytes: () => number
  /** Epoch milliseconds of the oldest entry not drained; undefined when there is none. */
  readonly oldestAt: () => number | undefined
  /** Why nothing can be appended now; undefined while there is room. */
  readonly trouble: () => string | undefined
  /**
   * Gives the payloads of the oldest segment, the same until it is removed; undefined when there is nothing. The segment
   * that is being written is ended for it only when there is no other.
   */
  readonly takeOldest: () => Promise<Taken | undefined>
}

/** What {@link openSpool} needs. */
export type SpoolOptions = {
  /** The folder of all workers; each takes a numbered one in it. Made where needed. */
  readonly dir: string
  /** Bound of the bytes of this process's folder and of those it adopted. */
  readonly maxBytes: number
  /** Bytes after which a new segment begins; 8 MiB when left out. Exceeded by one group at most. */
  readonly segmentBytes?: number
  readonly log: Pick<Logger, 'info' | 'error'>
  /** Epoch milliseconds. */
  readonly now: () => number
  /** For tests; 10 s otherwise. */
  readonly lookIntervalMs?: number
  /** For tests; the disk's otherwise. */
  readonly createFile?: CreateFile
}

/**
 * Opens the spool: claims the lowest folder that no other process holds, with the segments in it, and looks every
 * 10 s for folders of workers that are gone, to drain them too.
 *
 * Never rejects because of the disk: what is wrong is told by `trouble`, and tried again with the appends and every 10 s.
 * `close` ends the write under way; what is not drained stays.
 */
export async function openSpool(options: SpoolOptions): Promise<Opened<Spool>> {
  const { maxBytes, log, now } = options
  const dir = resolve(options.dir)
  const { segmentBytes = SEGMENT_BYTES, createFile = createFileOnDisk, lookIntervalMs = LOOK_INTERVAL_MS } = options
  const nowMs = () => performance.now()
  const seldomFailed = createSeldom(LOG_INTERVAL_MS, nowMs)
  const seldomNotLooked = createSeldom(LOG_INTERVAL_MS, nowMs)
  const segments = createSegments()
  const own = createOwnFolder(dir, segments)
  const writer = createGroupWriter({ dir, own, segments, segmentBytes, createFile, now })
  const room = createRoom(segments.bytes, maxBytes)
  const groups = createGroupCommit<Buffer>((group) => tell(() => writer.write(group)))
  let isClosed = false

  async function tell(attempt: () => Promise<void>): Promise<void> {
    const before = writer.failure()
    try {
      await attempt()
      if (before) log.info({ dir }, 'the spool can be written again')
    } catch (error) {
      seldomFailed((skipped) => log.error({ err: error, skipped }, 'the spool cannot be written'))
      throw error
    }
  }

  async function append(payload: Buffer): Promise<void> {
    const held = isClosed ? toSpoolFailed(dir, new Error('closed')) : writer.heldBy()
    if (held) throw held
    await room.within(payload, () => groups.append(payload))
  }

  async function look(): Promise<void> {
    try {
      const count = await adoptOrphans(dir, segments)
      if (count > 0) log.info({ dir, count }, 'folders of workers that are gone are drained too')
    } catch (error) {
      seldomNotLooked((skipped) => log.error({ err: error, skipped }, 'folders of workers that are gone cannot be had'))
    }
  }

  const probe = () => groups.between(() => tell(writer.probe)).catch(() => undefined)
  const takeOldest = createTakeOldest({
    segments,
    activePath: writer.activePath,
    seal: () => groups.between(writer.seal),
    onEmptied: async ({ folder }) => (own.isOwn(folder) ? undefined : folder.release()),
    log,
    nowMs,
  })

  await probe()
  // The other workers that start now have this long to claim their folders before one of them takes all.
  const { close: stopLooking } = openRepeat(async () => {
    if (writer.failure()) await probe()
    await look()
  }, lookIntervalMs)

  async function close(): Promise<void> {
    isClosed = true
    await stopLooking()
    await groups.between(writer.seal)
    await Promise.all(segments.list().map(({ folder }) => folder.release()))
    await own.release()
  }

  const trouble = () => (writer.failure() ?? room.lack())?.message
  return { value: { append, bytes: segments.bytes, oldestAt: segments.oldestAt, trouble, takeOldest }, close }
}
