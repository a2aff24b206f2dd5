import { open, rename, unlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { codeOf, type Logger } from '@bellhop/runtime'
import { decodeSegment, type SegmentContent } from './segment-format.ts'
import { toDamagedName } from './segment-name.ts'
import type { Segment, Segments } from './segments.ts'

/** A segment's payloads in the order of their writing, and the way to end it once they are all published. */
export type Taken = {
  readonly payloads: readonly Buffer[]
  /** Removes the segment, or keeps it aside if a part of it is damaged. A second call changes nothing. */
  readonly remove: () => Promise<void>
}

/** What {@link takeSegment} needs. */
export type TakeOptions = {
  readonly segment: Segment
  readonly segments: Segments
  /** Called when the last segment of a folder is gone. */
  readonly onEmptied: (segment: Segment) => Promise<void>
  readonly log: Pick<Logger, 'error'>
}

/**
 * Reads a segment that nobody writes to.
 *
 * @returns undefined when somebody removed the file, which is logged and ends it.
 * @throws an error of the file system.
 */
export async function takeSegment({ segment, segments, onEmptied, log }: TakeOptions): Promise<Taken | undefined> {
  const content = await readSegment(segment)
  if (!content) {
    log.error({ file: segment.path }, 'a segment of the spool is gone: somebody else removed it')
    await end()
    return undefined
  }
  const { payloads, damagedAt } = content

  async function remove(): Promise<void> {
    if (!segments.list().some(({ path }) => path === segment.path)) return
    if (damagedAt === undefined) await unlink(segment.path).catch(ignoreGone)
    else await keepAside(segment.path, damagedAt)
    await end()
  }

  async function keepAside(file: string, position: number): Promise<void> {
    const keptAs = toDamagedName(file)
    await rename(file, keptAs).catch(ignoreGone)
    const facts = { file, position, keptAs: basename(keptAs) }
    log.error(facts, 'a segment of the spool is damaged: what stands before the position is drained, the rest is not')
  }

  async function end(): Promise<void> {
    segments.drop(segment)
    if (!segments.isHeldBy(segment.folder)) await onEmptied(segment)
  }

  return { payloads, remove }
}

/** What was written after the last good sync is not believed, even if it can be read. */
async function readSegment({ path, bytes }: Segment): Promise<SegmentContent | undefined> {
  const handle = await open(path, 'r').catch(ignoreGone)
  if (!handle) return undefined
  try {
    const content = await handle.readFile()
    return decodeSegment(content.subarray(0, bytes))
  } finally {
    await handle.close()
  }
}

function ignoreGone(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}
