import { schemas } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import type { Refusal } from './api.ts'
import { credentialOf } from './fakes/credentials.ts'
import { customerOf } from './fakes/entities.ts'
import { pendingOf, receivedAt } from './fakes/events.ts'
import { fieldsIn } from './fakes/fields-of.ts'
import { createLaneBook, type Lookup } from './lane-book.ts'
import { createMapEntity } from './map-entity.ts'
import { settleFound } from './settle-found.ts'

const map = createMapEntity(schemas.customer)

function settle(
  items: Record<string, unknown>,
  cut: 'time' | 'calls' | 'pages' | undefined = undefined,
  unsearched: ReadonlySet<string> = new Set(),
  refused: ReadonlyMap<string, Refusal> = new Map(),
): Lookup[] {
  const book = createLaneBook('grand')
  for (const id of ['a', 'b', 'c']) book.add(pendingOf({ entity_id: id }), 'customer', credentialOf('grand'))
  const lookups = book.open().flatMap((operation) => book.take(operation, 10, 0))
  const found = new Map(Object.entries(items).map(([id, item]) => [id, { entity: map(item), beganAt: receivedAt }]))
  settleFound(book, lookups, { kind: 'found', items: found, cut, unsearched, refused }, receivedAt)
  return lookups
}

function endOf({ answer, events: [event] }: Lookup) {
  if (answer === undefined || 'entity' in answer || event === undefined) return undefined
  return answer.ends(event)
}

describe('settleFound', () => {
  it('answers each id for itself: an entity, a misfit, a missing one', () => {
    const [whole, bent, missing] = settle({ a: customerOf('a'), b: customerOf('b', { Email: 5 }) })

    expect(whole && fieldsIn(whole)).toMatchObject({ id: 'a' })
    expect(whole?.answer).toMatchObject({ entity: { fetchedAt: receivedAt } })
    expect(bent && endOf(bent)).toMatchObject({ reason: 'unmappable', detail: 'Email is not a string' })
    expect(missing && endOf(missing)).toMatchObject({ end: 'waiting', reason: 'absent', isAttempt: true })
  })

  it('does not count it against an event that there was no time for all pages', () => {
    const [, , missing] = settle({}, 'time')

    expect(missing && endOf(missing)).toEqual({ end: 'waiting', reason: 'deferred', delay: '10s', isAttempt: false })
  })

  it('does not count it against an event that all calls were made before the last page', () => {
    const [, , missing] = settle({}, 'calls')

    expect(missing && endOf(missing)).toMatchObject({ end: 'waiting', reason: 'unfinished', isAttempt: false })
  })

  it('counts it against an event that its entity was on none of the pages, which are turned from the first again', () => {
    const [, , missing] = settle({}, 'pages')

    expect(missing && endOf(missing)).toMatchObject({ end: 'waiting', reason: 'unfinished', isAttempt: true })
  })

  it('ends the events of what was refused, and does not ask for it again', () => {
    const refusal = { kind: 'refused', status: 403, restMs: undefined, message: '' } as const
    const [found, refused] = settle({ a: customerOf('a') }, 'calls', new Set(), new Map([['b', refusal]]))

    expect(found?.answer).toHaveProperty('entity')
    expect(refused && endOf(refused)).toMatchObject({ end: 'dead-lettered', reason: 'refused', class: 'permission' })
  })

  it('does not count it against an event that was not looked for everywhere', () => {
    const [missing, unsearched] = settle({}, undefined, new Set(['b']))

    expect(missing && endOf(missing)).toMatchObject({ end: 'waiting', reason: 'absent', isAttempt: true })
    expect(unsearched && endOf(unsearched)).toMatchObject({ end: 'waiting', reason: 'unfinished', isAttempt: false })
  })
})
