import type { Logger } from '@bellhop/runtime'
import { createSeldom } from '../seldom.ts'
import type { Segment, Segments } from './segments.ts'
import { type Taken, takeSegment } from './take-segment.ts'

/** How long a segment that could not be read is left alone, in milliseconds. */
const UNREADABLE_MS = 10_000

/** What {@link createTakeOldest} needs. */
export type TakeOldestOptions = {
  readonly segments: Segments
  readonly activePath: () => string | undefined
  /** Ends the active segment. */
  readonly seal: () => Promise<void>
  /** Called when the last segment of a folder is gone. */
  readonly onEmptied: (segment: Segment) => Promise<void>
  readonly log: Pick<Logger, 'error'>
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number
}

/**
 * Creates the way of segments out of the spool: gives the oldest, again and again until it is removed. One that cannot be
 * read is logged and left alone for 10 s, so that it does not hold the others up.
 */
export function createTakeOldest(options: TakeOldestOptions): () => Promise<Taken | undefined> {
  const { segments, activePath, seal, onEmptied, log, nowMs } = options
  const seldom = createSeldom(UNREADABLE_MS, nowMs)
  const unreadable = new Map<string, number>()

  async function takeOldest(): Promise<Taken | undefined> {
    for (;;) {
      const segment = await findOldest()
      if (!segment) return undefined
      try {
        const taken = await takeSegment({ segment, segments, onEmptied, log })
        if (taken && taken.payloads.length > 0) return taken
        await taken?.remove()
      } catch (error) {
        unreadable.set(segment.path, nowMs())
        seldom((skipped) =>
          log.error({ err: error, file: segment.path, skipped }, 'a segment of the spool is unreadable'),
        )
      }
    }
  }

  async function findOldest(): Promise<Segment | undefined> {
    const sealed = segments.list().find((segment) => segment.path !== activePath() && isReadable(segment))
    const active = segments.list().find((segment) => segment.path === activePath())
    if (sealed || !active) return sealed
    await seal()
    // More may have been written to it before it was ended.
    return segments.list().find(({ path }) => path === active.path)
  }

  function isReadable({ path }: Segment): boolean {
    const since = unreadable.get(path)
    if (since !== undefined && nowMs() - since < UNREADABLE_MS) return false
    unreadable.delete(path)
    return true
  }

  return takeOldest
}
