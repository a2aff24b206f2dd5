import type { AdminAnswer } from '../ask-admin.ts'
import { renderDuration } from '../render-time.ts'
import { readSpool } from '../status/read-service.ts'
import { toWord } from '../status/to-word.ts'
import { type Check, fine, untold, wrong } from './check.ts'

/** Says what a service's own word on itself tells. Pure. */
export function toServiceCheck(name: 'ingress' | 'enricher', answer: AdminAnswer): Check {
  const { address, status, reasons } = toWord(answer)
  if (status === 'no answer') {
    const remedy = `start it, or say where it is by --${name}-admin or ${name.toUpperCase()}_ADMIN (ADMIN_HOST 0.0.0.0 lets others ask)`
    return wrong(name, `no answer at ${address} (${reasons.join('; ')})`, remedy)
  }
  if (status === 'ready') return fine(name, `${address} is ready`)
  return wrong(name, `${address} is ${status}: ${reasons.join('; ')}`, 'see docs/runbook.md')
}

/** A webhook that lies longer in the spool than that is not drained as it should be, in seconds. */
const mostSeconds = 60

/** Says how the spool is. Pure. */
export function toSpoolCheck(ingresses: readonly AdminAnswer[]): Check {
  const spool = readSpool(ingresses)
  if (spool === undefined) return untold('spool', 'not known, since no ingress answers')
  const { bytes, ageSeconds } = spool
  if (bytes === 0) return fine('spool', 'empty')
  const text = `${bytes} bytes, the oldest webhook of ${renderDuration(ageSeconds * 1000)} ago`
  if (ageSeconds <= mostSeconds) return fine('spool', text)
  return wrong('spool', text, 'brokers or registry do not take them: bring them back, it drains by itself')
}
