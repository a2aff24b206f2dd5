import type { AdminAnswer } from './ask-admin.ts'
import { askAdmins } from './ask-admins.ts'

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
