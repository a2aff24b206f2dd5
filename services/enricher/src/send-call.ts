import type { FetchPage } from '@bellhop/mews'
import type { Logger, Metrics } from '@bellhop/runtime'
import type { Item, SendUntil } from './api.ts'
import type { FetchClock } from './clock.ts'
import type { Pass } from './turnstile.ts'

/** What of Mews's own words may stand in a log: a parameter's name, and never what was given for it. */
const harmless = /^Invalid [A-Za-z]+\.?$/

/** What became of calls that were not sent, or that nobody waited for any more: it tells nothing of Mews. */
const unanswered: ReadonlySet<string> = new Set(['aborted', 'breaker', 'late'])

/** Makes the call of the API, with the credential's token, its time, its metrics and a word about what failed. */
export function createSend(
  fetchPage: FetchPage<Item>,
  metrics: Metrics<'enricher'>,
  log: Logger,
  clock: FetchClock,
  pass: Pass,
): SendUntil {
  return async ({ accessToken, name }, request, ids, signal, mayStill) => {
    const beganAt = clock.rising()
    const startedAt = clock.mono()
    let answeredAt: number | undefined
    const onAnswered = () => {
      answeredAt = clock.mono()
    }
    const answer = await fetchPage({ ...request, accessToken, signal, mayStill, onAnswered })
    const { operation } = request
    const endedAt = clock.mono()
    if (answeredAt !== undefined) metrics.readSeconds.observe({ operation }, (endedAt - answeredAt) / 1000)
    const status = answer.kind === 'page' ? '200' : answer.kind === 'refused' ? String(answer.status) : answer.cause
    metrics.calls.inc({ operation, status })
    if (!unanswered.has(status)) {
      metrics.callSeconds.observe({ operation }, ((answeredAt ?? endedAt) - startedAt) / 1000)
      metrics.callIds.observe({ operation }, ids)
    }
    if (answer.kind !== 'page' && status !== 'aborted' && !signal.aborted) {
      const message = answer.kind === 'refused' && harmless.test(answer.message) ? answer.message : ''
      log.warn({ credential: name, operation, ids, status, message }, 'a call to Mews gave no page')
    }
    // To file a page takes long, and several may have come at once.
    await pass()
    return { answer, beganAt }
  }
}
