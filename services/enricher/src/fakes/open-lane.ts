import type { EntityName } from '@bellhop/records'
import { createLaneBook, type LaneBook, type Lookup } from '../lane-book.ts'
import type { LaneTools, LaneTurn } from '../lane-tools.ts'
import { runLane } from '../run-lane.ts'
import { credentialOf } from './credentials.ts'
import { pendingOf } from './events.ts'
import { createLaneTools, createLaneTurn } from './lane.ts'
import { type AnswerCall, createFakeMews } from './mews.ts'
import { runUntil } from './run-until.ts'

export const grand = credentialOf('grand')
export const petite = credentialOf('petite')
export const customers = 'customers/getAll'

/** A lane with a book of its own, before a simulated Mews that answers so. */
export function openLane(
  answer?: AnswerCall,
  given: Partial<Pick<LaneTools, 'task' | 'breaker'>> = {},
  latencyMs = 50,
) {
  const book = createLaneBook('grand')
  const mews = createFakeMews(answer, latencyMs)
  const tools = createLaneTools(mews.send, given)
  const add = (ids: readonly string[], entity: EntityName = 'customer', credential = grand) => {
    for (const id of ids) book.add(pendingOf({ entity_id: id, event_id: `event of ${id}` }), entity, credential)
  }
  const run = (turn: Partial<LaneTurn> = {}) => runUntil(runLane(book, createLaneTurn(turn), tools))
  return { book, ...mews, tools, add, run }
}

/** Ids of many entities. */
export const many = (count: number, name = 'c') => Array.from({ length: count }, (_, nth) => `${name}${nth}`)

/** A UUID by its number. */
export const uuidOf = (nth: number) => `3fa85f64-5717-4562-b3fc-${String(nth).padStart(12, '0')}`
export const uuids = (count: number) => Array.from({ length: count }, (_, nth) => uuidOf(nth))

/** What became of each lookup: `enriched`, or its reason and delay. */
export const outcomes = (book: LaneBook) => endsOf([...book.lookups()])

export function endsOf(lookups: readonly Lookup[]): Record<string, string> {
  return Object.fromEntries(
    lookups.map(({ id, answer, events: [event] }) => {
      if (answer === undefined || event === undefined) return [id, 'none']
      if ('entity' in answer) return [id, 'enriched']
      const end = answer.ends(event)
      return [id, 'reason' in end ? `${end.reason}${'delay' in end ? ` ${end.delay}` : ''}` : end.end]
    }),
  )
}

/** How many lookups came to each outcome. */
export function countOf(book: LaneBook): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of Object.values(outcomes(book))) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
