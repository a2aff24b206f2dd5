import { BellhopError, type Logger, type Metrics } from '@bellhop/runtime'
import type { Draft } from './draft.ts'
import type { KafkaSide } from './open-kafka-side.ts'
import { createSeldom } from './seldom.ts'

/** Resolves when every draft is durable; rejects when that is not known. Then the webhook may be answered. */
export type KeepDrafts = (drafts: readonly Draft[]) => Promise<void>

/** How long a publish may stay unsettled before the ingress is not called ready, in milliseconds. */
const SLOW_MS = 2_000

/** How long a failed publish keeps the ingress from being called ready, in milliseconds. */
const DOUBT_MS = 10_000

/** What {@link createKeepDrafts} needs. */
export type KeepOptions = {
  /** What to write with; undefined while topics and schemas are not verified. */
  readonly writer: () => KafkaSide | undefined
  readonly log: Pick<Logger, 'error'>
  readonly metrics: Metrics<'ingress'>
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number
}

/**
 * Makes the way of drafts to the brokers, and what was last learned of them.
 *
 * `keep` rejects with `not-ready` while there is nothing to write with, else with what the publisher said. `doubt` gives
 * the reasons not to be called ready. A failed publish counts for 10 s only: longer would keep a load balancer from ever
 * sending the webhook that shows the brokers to be back.
 */
export function createKeepDrafts({ writer, log, metrics, nowMs }: KeepOptions): {
  readonly keep: KeepDrafts
  readonly doubt: () => string[]
} {
  const seldom = createSeldom(DOUBT_MS, nowMs)
  const unsettled = new Set<{ readonly startedAt: number }>()
  let failedAt: number | undefined

  async function keep(drafts: readonly Draft[]): Promise<void> {
    const kafka = writer()
    if (!kafka) {
      throw new BellhopError({
        code: 'not-ready',
        message: 'Topics and schemas are not verified yet.',
        retriable: true,
      })
    }
    if (drafts.length === 0) return
    const records = kafka.encode(drafts)
    const publish = { startedAt: nowMs() }
    unsettled.add(publish)
    try {
      await kafka.publish(records)
    } catch (error) {
      failedAt = nowMs()
      settle('failed', publish.startedAt)
      seldom((skipped) => log.error({ err: error, skipped }, 'the brokers did not take a webhook: Mews sends it again'))
      throw error
    } finally {
      unsettled.delete(publish)
    }
    failedAt = undefined
    settle('acknowledged', publish.startedAt)
    countKept(drafts, metrics)
  }

  function settle(outcome: 'acknowledged' | 'failed', startedAt: number): void {
    metrics.brokerConnected.set(outcome === 'acknowledged' ? 1 : 0)
    metrics.publishSeconds.observe({ outcome }, (nowMs() - startedAt) / 1000)
  }

  function doubt(): string[] {
    const reasons: string[] = []
    const [oldest] = unsettled
    if (failedAt !== undefined && nowMs() - failedAt < DOUBT_MS) reasons.push('the brokers did not take a webhook')
    if (oldest && nowMs() - oldest.startedAt > SLOW_MS) reasons.push('the brokers are slow to take a webhook')
    return reasons
  }

  return { keep, doubt }
}

function countKept(drafts: readonly Draft[], metrics: Metrics<'ingress'>): void {
  for (const draft of drafts) {
    if (draft.recordName === 'thin-event') metrics.events.inc({ topic: draft.topic })
    if (draft.recordName === 'dead-letter') metrics.quarantined.inc({ reason: draft.value.reason })
  }
}
