import type { Logger, Opened } from '@bellhop/runtime'
import { createSeldom } from '../seldom.ts'
import type { Spool } from './open-spool.ts'
import { createPause } from './pause.ts'
import { toChunks } from './to-chunks.ts'

/** How often the spool is looked at when nobody wakes the drain, in milliseconds. */
const LOOK_MS = 1_000

/** Longest rest after a chunk, in milliseconds. */
const MAX_REST_MS = 1_000

const FIRST_BACK_OFF_MS = 200
const MAX_BACK_OFF_MS = 10_000
const LOG_INTERVAL_MS = 30_000

/** What {@link openDrain} needs. */
export type DrainOptions = {
  readonly spool: Pick<Spool, 'takeOldest'>
  /** Resolves when the webhooks' records are acknowledged. What it rejects is given to it again, without limit. */
  readonly publish: (payloads: readonly Buffer[]) => Promise<void>
  readonly log: Pick<Logger, 'warn'>
  /** Told of each segment that is published and removed: its entries, and the bytes of their payloads. */
  readonly onDrained: (entries: number, bytes: number) => void
  /** Milliseconds of a clock that never goes back; the process's when left out. */
  readonly now?: () => number
}

/**
 * Drains the spool for as long as it is open: oldest segment first, in chunks of at most 256 KiB or 200 payloads, in
 * order, one at a time. After each chunk it rests for as long as the chunk took, at most 1 s, so that live webhooks have
 * room. What fails is tried again after 200 ms, doubled up to 10 s.
 *
 * Looks for work when `wake` is called, and every second. `close` waits for the chunk under way, and for nothing else; a
 * segment that is not removed by then is drained again by whoever opens the spool next.
 */
export function openDrain(options: DrainOptions): Opened<{ readonly wake: () => void }> {
  const { spool, publish, log, onDrained, now = () => performance.now() } = options
  const seldom = createSeldom(LOG_INTERVAL_MS, now)
  const idle = createPause()
  const rest = createPause()
  let isClosed = false
  let isWoken = false
  /** Owed before the next chunk. */
  let restMs = 0

  async function run(): Promise<void> {
    while (!isClosed) {
      isWoken = false
      const hasDrained = await drainOldest()
      if (!hasDrained && !isWoken && !isClosed) await idle.wait(LOOK_MS)
    }
  }

  /** Whether there may be more. */
  async function drainOldest(): Promise<boolean> {
    const taken = await spool.takeOldest()
    if (!taken) return false
    for (const chunk of toChunks(taken.payloads)) {
      if (restMs > 0 && !isClosed) await rest.wait(restMs)
      if (isClosed) return false
      const isPublished = await insist('the brokers do not take what is in the spool', () => publishChunk(chunk))
      if (!isPublished) return false
    }
    const isRemoved = await insist('a segment of the spool is published, but cannot be removed', taken.remove)
    if (isRemoved) onDrained(taken.payloads.length, sumBytes(taken.payloads))
    return isRemoved
  }

  async function publishChunk(chunk: readonly Buffer[]): Promise<void> {
    const startedAt = now()
    await publish(chunk)
    restMs = Math.min(Math.max(0, now() - startedAt), MAX_REST_MS)
  }

  /** Whether it succeeded before the close. */
  async function insist(trouble: string, act: () => Promise<void>): Promise<boolean> {
    for (let backOffMs = FIRST_BACK_OFF_MS; ; backOffMs = Math.min(2 * backOffMs, MAX_BACK_OFF_MS)) {
      try {
        await act()
        return true
      } catch (error) {
        seldom((skipped) => log.warn({ err: error, skipped }, `${trouble}: tried again until it succeeds`))
      }
      if (!isClosed) await rest.wait(backOffMs)
      if (isClosed) return false
    }
  }

  function wake(): void {
    isWoken = true
    idle.end()
  }

  const running = run()

  async function close(): Promise<void> {
    isClosed = true
    idle.end()
    rest.end()
    await running
  }

  return { value: { wake }, close }
}

function sumBytes(payloads: readonly Buffer[]): number {
  return payloads.reduce((sum, payload) => sum + payload.byteLength, 0)
}
