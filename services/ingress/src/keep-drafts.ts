import type { Logger, Metrics } from '@bellhop/runtime'
import type { CountDrafts } from './count-drafts.ts'
import type { Draft } from './draft.ts'
import { encodeEntry } from './encode-entry.ts'
import type { KafkaSide } from './open-kafka-side.ts'
import { createSeldom } from './seldom.ts'

/**
 * Resolves when every draft is durable; rejects when that is not known. Then the webhook may be answered.
 *
 * @param startedAt - when the webhook's first byte came, on the clock that `nowMs` tells
 */
export type KeepDrafts = (drafts: readonly Draft[], startedAt: number) => Promise<void>

/** How long after a webhook's first byte the brokers may take it; then the spool does. In milliseconds. */
const SLOW_MS = 2_000

/** How long a failed publish counts against the brokers, in milliseconds. */
const DOUBT_MS = 10_000

/** What {@link createKeepDrafts} needs. */
export type KeepOptions = {
  /** What to write with; undefined while topics and schemas are not verified. */
  readonly writer: () => KafkaSide | undefined
  /** Resolves when the bytes are on disk. */
  readonly spool: (entry: Buffer) => Promise<void>
  readonly log: Pick<Logger, 'error'>
  readonly metrics: Metrics<'ingress'>
  /** Told of what the brokers have taken; of what is spooled, whoever drains the spool tells it. */
  readonly count: CountDrafts
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number
}

/**
 * Makes the way of drafts to where they are durable: the brokers, or the spool where these are away, slow or refuse. What
 * the brokers took late stands on a topic twice then, with one id.
 *
 * `doubt` tells why the brokers are not believed in now.
 */
export function createKeepDrafts({ writer, spool, log, metrics, count, nowMs }: KeepOptions): {
  readonly keep: KeepDrafts
  readonly doubt: () => string[]
} {
  const seldom = createSeldom(DOUBT_MS, nowMs)
  const settled = {
    acknowledged: metrics.publishSeconds.of('acknowledged'),
    failed: metrics.publishSeconds.of('failed'),
  }
  let failedAt: number | undefined

  async function keep(drafts: readonly Draft[], startedAt: number): Promise<void> {
    if (drafts.length === 0) return
    const kafka = writer()
    if (kafka && kafka.stalledMs() < SLOW_MS && (await hasPublished(kafka, drafts, startedAt))) return
    await spool(encodeEntry(drafts))
    metrics.spooled.inc(drafts.length)
  }

  async function hasPublished(kafka: KafkaSide, drafts: readonly Draft[], startedAt: number): Promise<boolean> {
    const records = kafka.encode(drafts)
    const begunAt = nowMs()
    try {
      await kafka.publish(records, Math.max(0, startedAt + SLOW_MS - begunAt))
    } catch (error) {
      failedAt = nowMs()
      settled.failed((failedAt - begunAt) / 1000)
      metrics.brokerConnected.set(0)
      seldom((skipped) => log.error({ err: error, skipped }, 'the brokers did not take a webhook: it is spooled'))
      return false
    }
    settled.acknowledged((nowMs() - begunAt) / 1000)
    if (failedAt !== undefined) metrics.brokerConnected.set(1)
    failedAt = undefined
    count(drafts)
    return true
  }

  function doubt(): string[] {
    const reasons: string[] = []
    if (failedAt !== undefined && nowMs() - failedAt < DOUBT_MS) reasons.push('the brokers did not take a webhook')
    if ((writer()?.stalledMs() ?? 0) > SLOW_MS) reasons.push('the brokers are slow to take a webhook')
    return reasons
  }

  return { keep, doubt }
}
