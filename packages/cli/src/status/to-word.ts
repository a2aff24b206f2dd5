import type { AdminAnswer } from '../ask-admin.ts'
import type { ServiceWord } from './status.ts'

/** A service's answer in a word, with its reasons. Pure. */
export function toWord(answer: AdminAnswer): ServiceWord {
  const { address } = answer
  if (!answer.isThere) return { address, status: 'no answer', reasons: [answer.why] }
  const { isReady, reasons } = answer.readiness
  return { address, status: isReady ? (reasons.length === 0 ? 'ready' : 'degraded') : 'not ready', reasons }
}
