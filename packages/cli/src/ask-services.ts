import type { AdminAnswer } from './ask-admin.ts'
import { askAdmins } from './ask-admins.ts'
import type { ServiceWord } from './status/status.ts'

/** What both services say of themselves. */
export type Services = { readonly ingress: readonly AdminAnswer[]; readonly enricher: readonly AdminAnswer[] }

/** Asks both services at their admin addresses; never rejects. */
export async function askServices(
  ingress: readonly string[],
  enricher: readonly string[],
  stopping: AbortSignal,
): Promise<Services> {
  const [ingresses, enrichers] = await Promise.all([askAdmins(ingress, stopping), askAdmins(enricher, stopping)])
  return { ingress: ingresses, enricher: enrichers }
}

/** A service's answer in a word, with its reasons. Pure. */
export function toWord(answer: AdminAnswer): ServiceWord {
  const { address } = answer
  if (!answer.isThere) return { address, status: 'no answer', reasons: [answer.why] }
  const { isReady, reasons } = answer.readiness
  return { address, status: isReady ? (reasons.length === 0 ? 'ready' : 'degraded') : 'not ready', reasons }
}
