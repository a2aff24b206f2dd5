import type { DeadLetter } from '@bellhop/records'
import type { Place } from './ledger.ts'
import { enterpriseOf } from './read-quarantined.ts'
import { toPlaceId } from './to-redriven.ts'

/** Which dead letters are meant; what is left out does not matter. Lists hold alternatives. */
export type LetterFilter = {
  readonly reason?: readonly string[]
  readonly class?: readonly string[]
  readonly enterprise?: readonly string[]
  readonly id?: readonly string[]
  /** Epoch milliseconds: given up from then on. */
  readonly since?: number
  /** Epoch milliseconds: given up before then. */
  readonly until?: number
}

/** Whether a dead letter is meant by a filter. Ids may be the dead letter's, its event's, or its coordinates. Pure. */
export function isChosen(letter: DeadLetter, place: Place, filter: LetterFilter): boolean {
  const { reason, class: classes, enterprise, id, since = -Infinity, until = Infinity } = filter
  if (letter.failed_at < since || letter.failed_at >= until) return false
  if (reason !== undefined && !reason.includes(letter.reason)) return false
  if (classes !== undefined && !classes.includes(letter.class)) return false
  if (id !== undefined && !idsOf(letter, place).some((own) => id.includes(own))) return false
  if (enterprise === undefined) return true
  const own = enterpriseOf(letter)?.toLowerCase()
  return enterprise.some((wanted) => wanted.toLowerCase() === own)
}

function idsOf(letter: DeadLetter, place: Place): string[] {
  return [letter.id, toPlaceId(place), ...(letter.event_id === null ? [] : [letter.event_id])]
}
