import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf, receivedAt } from './fakes/events.ts'
import { deferred } from './judge.ts'
import { createLaneBook, type LaneBook, type Lookup } from './lane-book.ts'
import type { FetchedEntity } from './map-entity.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')

const entityAt = (fetchedAt: number): { entity: FetchedEntity } => ({
  entity: {
    own: Buffer.alloc(0),
    enterpriseId: null,
    changedAt: 0,
    isDeleted: false,
    unmapped: null,
    tally: { unmapped: 0, rounded: 0 },
    contentHash: 0n,
    fetchedAt,
  },
})

function takeAll(book: LaneBook, most = 1_000, now = 0): Lookup[] {
  return book.open().flatMap((operation) => book.take(operation, most, now))
}

/** A book whose turn has ended while a customer was being fetched for the event `early`. */
function leftUnderWay() {
  const book = createLaneBook('grand')
  book.add(pendingOf({ event_id: 'early' }), 'customer', grand)
  const [lookup] = takeAll(book)
  book.endTurn(0)
  if (lookup === undefined) throw new Error('Nothing was taken')
  return { book, lookup }
}

/** The events of a book's next call, in their order. */
function nextCall(book: LaneBook, most: number): string[] {
  const [operation] = book.open()
  return operation === undefined ? [] : book.take(operation, most, 0).map(({ id }) => id)
}

describe('what a call of a lane asks for', () => {
  const waited = (entity_id: string, lastReason = 'deferred') => pendingOf({ entity_id }, { lastReason })

  it('is what is fresh before what has waited, and for every third call what has waited', () => {
    const book = createLaneBook('grand')
    for (const id of ['w1', 'w2', 'w3', 'w4', 'w5']) book.add(waited(id), 'customer', grand)
    for (const id of ['f1', 'f2', 'f3']) book.add(pendingOf({ entity_id: id }), 'customer', grand)

    const calls = [2, 2, 2, 2].map((most) => nextCall(book, most))

    expect(calls).toEqual([
      ['f1', 'f2'],
      ['f3', 'w1'],
      ['w2', 'w3'],
      ['w4', 'w5'],
    ])
  })

  it('is of the operation that has something fresh, and for every third call of the one with the oldest', () => {
    const book = createLaneBook('grand')
    for (const id of ['w1', 'w2']) book.add(waited(id), 'customer', grand)
    for (const id of ['p1', 'p2', 'p3']) {
      book.add(pendingOf({ entity_id: id, received_at: receivedAt + 1 }), 'payment', grand)
    }

    expect([1, 1, 1, 1, 1].map((most) => nextCall(book, most)[0])).toEqual(['p1', 'p2', 'w1', 'p3', 'w2'])
  })

  it('keeps what failed with its call apart from the rest', () => {
    const book = createLaneBook('grand')
    book.add(waited('s1', 'upstream-5xx'), 'customer', grand)
    book.add(waited('w1'), 'customer', grand)
    book.add(waited('s2', 'timeout'), 'customer', grand)
    book.add(pendingOf({ entity_id: 'f1' }), 'customer', grand)
    // An event that failed makes a suspect of an entity that was none; one that did not acquits nobody.
    book.add(waited('w1', 'truncated'), 'customer', grand)
    book.add(pendingOf({ entity_id: 's2' }), 'customer', grand)

    const calls = [9, 9, 9].map((most) => nextCall(book, most))

    expect(calls.map((ids) => ids.toSorted())).toEqual([['f1'], ['s1', 's2', 'w1'], []])
  })

  it('keeps its place though more events come for it', () => {
    const book = createLaneBook('grand')
    for (const id of ['f1', 'f2', 'f1']) book.add(pendingOf({ entity_id: id }), 'customer', grand)

    expect(nextCall(book, 9)).toEqual(['f1', 'f2'])
  })
})

describe('a lane book', () => {
  it('keeps of a page that outlasted its turn only what is to be served, not the page', () => {
    const { book, lookup } = leftUnderWay()
    const page = Buffer.alloc(500_000, 'x')
    const { entity } = entityAt(1)
    book.answer(lookup, { entity: { ...entity, own: page.subarray(0, 8) } })

    book.add(pendingOf({ event_id: 'early' }), 'customer', grand)

    const [served] = book.endTurn(1)
    const own = served?.answer && 'entity' in served.answer ? served.answer.entity.own : undefined
    expect(String(own)).toBe('xxxxxxxx')
    expect(own?.buffer).not.toBe(page.buffer)
  })

  it('makes one lookup of two kinds of event about one entity', () => {
    const book = createLaneBook('grand')
    const added = pendingOf({ discriminator: 'CustomerAdded' })
    const updated = pendingOf({ discriminator: 'CustomerUpdated' })

    book.add(added, 'customer', grand)
    book.add(updated, 'customer', grand)

    expect(takeAll(book)).toMatchObject([{ id: 'c1', entity: 'customer', events: [added, updated] }])
  })

  it('keeps apart equal ids of different entities', () => {
    const book = createLaneBook('grand')

    book.add(pendingOf(), 'customer', grand)
    book.add(pendingOf(), 'payment', grand)

    expect([...book.lookups()]).toHaveLength(2)
  })

  it('gives lookups oldest first, and not more than asked for', () => {
    const book = createLaneBook('grand')
    for (const id of ['a', 'b', 'c']) book.add(pendingOf({ entity_id: id }), 'customer', grand)

    expect(takeAll(book, 2).map(({ id }) => id)).toEqual(['a', 'b'])
    expect(takeAll(book, 2).map(({ id }) => id)).toEqual(['c'])
    expect(takeAll(book, 2)).toEqual([])
  })

  it('opens an operation for each credential, that with the oldest event first', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf({ entity_id: 'a', received_at: receivedAt + 1 }), 'customer', grand)
    book.add(pendingOf({ entity_id: 'b', received_at: receivedAt }), 'customer', petite)
    book.add(pendingOf({ entity_id: 'c', received_at: receivedAt + 2 }), 'payment', grand)

    expect(book.open().map(({ credential, entity }) => `${credential.name} ${entity}`)).toEqual([
      'petite customer',
      'grand customer',
      'grand payment',
    ])
  })

  it('has an entity fetched again for an event that came after its fetch began', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf(), 'customer', grand)
    const [lookup] = takeAll(book)
    const late = pendingOf({ event_id: 'late' })

    book.add(late, 'customer', grand)
    if (lookup) book.answer(lookup, entityAt(1))

    expect(lookup?.state).toBe('pending')
    expect(takeAll(book)).toEqual([lookup])
    if (lookup) book.answer(lookup, entityAt(2))
    expect(lookup).toMatchObject({ state: 'answered', answer: entityAt(2) })
    expect(lookup?.events).toContain(late)
  })

  it('has an entity fetched again for an event that came after its answer', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf(), 'customer', grand)
    const [lookup] = takeAll(book)
    if (lookup) book.answer(lookup, entityAt(1))

    book.add(pendingOf({ event_id: 'late' }), 'customer', grand)

    expect(takeAll(book)).toEqual([lookup])
  })

  it('does not ask twice for an event that came before a lookup was put back', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf(), 'customer', grand)
    const [lookup] = takeAll(book)
    book.add(pendingOf({ event_id: 'late' }), 'customer', grand)

    if (lookup) book.putBack(lookup)
    takeAll(book)
    if (lookup) book.answer(lookup, entityAt(2))

    expect(book.open()).toEqual([])
    expect(lookup?.state).toBe('answered')
  })

  it('leaves a lookup alone until it may be tried again', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf(), 'customer', grand)
    const [lookup] = takeAll(book)
    if (lookup) {
      lookup.notBefore = 200
      book.putBack(lookup)
    }

    expect(takeAll(book, 1_000, 199)).toEqual([])
    expect(book.open()).toHaveLength(1)
    expect(takeAll(book, 1_000, 200)).toEqual([lookup])
  })

  it('ends a lookup whether it waits or is being fetched', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf({ entity_id: 'a' }), 'customer', grand)
    book.add(pendingOf({ entity_id: 'b' }), 'customer', grand)
    takeAll(book, 1)

    for (const lookup of book.lookups()) book.end(lookup, () => deferred('1m'))

    expect(book.open()).toEqual([])
    expect([...book.lookups()].map(({ state }) => state)).toEqual(['answered', 'answered'])
  })

  it('hands a lookup over to the credential of another of its events, where it may be used', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf(), 'customer', grand)
    book.add(pendingOf({ event_id: 'second' }), 'customer', petite)
    const [lookup] = [...book.lookups()]
    if (lookup === undefined) return expect.fail('there is no lookup')

    expect(book.handOver(lookup, () => false)).toBe(false)
    expect(book.open()).toMatchObject([{ credential: grand }])
    expect(book.handOver(lookup, ({ name }) => name === 'petite')).toBe(true)

    expect(book.open()).toMatchObject([{ credential: petite, pending: new Set([lookup]) }])
  })

  it('serves an event that comes back from the fetch that was under way when its turn ended', () => {
    const { book, lookup } = leftUnderWay()
    book.answer(lookup, entityAt(1))
    book.endTurn(0)

    book.add(pendingOf({ event_id: 'early' }), 'customer', grand)

    expect(book.isSettled()).toBe(true)
    expect(book.endTurn(0)).toMatchObject([{ events: [{ thin: { event_id: 'early' } }], answer: entityAt(1) }])
    expect(book.size()).toBe(0)
  })

  it('serves it too when it comes back before the answer, and has it wait once more', () => {
    const { book, lookup } = leftUnderWay()
    book.add(pendingOf({ event_id: 'early' }), 'customer', grand)
    expect(book.open()).toEqual([])
    expect(book.isSettled()).toBe(false)

    book.answer(lookup, entityAt(1))

    expect(book.endTurn(0)).toMatchObject([{ events: [{ thin: { event_id: 'early' } }], answer: entityAt(1) }])
  })

  it('has an entity fetched again for an event that came after the fetch left under way began', () => {
    const { book, lookup } = leftUnderWay()
    book.add(pendingOf({ event_id: 'new' }), 'customer', grand)
    book.answer(lookup, entityAt(1))
    book.add(pendingOf({ event_id: 'early' }), 'customer', grand)
    expect(takeAll(book)).toHaveLength(1)

    book.answer(lookup, entityAt(2))

    expect(book.endTurn(0)).toMatchObject([{ events: [{}, {}], answer: entityAt(2) }])
  })

  it('never serves from an older fetch what a newer one has gone before', () => {
    const { book, lookup } = leftUnderWay()
    book.answer(lookup, entityAt(1))
    book.add(pendingOf({ event_id: 'new' }), 'customer', grand)
    for (const again of takeAll(book)) book.answer(again, entityAt(2))
    expect(book.endTurn(0)).toMatchObject([{ answer: entityAt(2) }])

    book.add(pendingOf({ event_id: 'early' }), 'customer', grand)

    expect(book.endTurn(0)).toMatchObject([{ events: [{ thin: { event_id: 'early' } }], answer: entityAt(2) }])
  })

  it('serves an event once, and fetches for it when it comes again', () => {
    const { book, lookup } = leftUnderWay()
    book.answer(lookup, { ends: () => deferred('1m') })
    book.add(pendingOf({ event_id: 'early' }), 'customer', grand)
    book.endTurn(0)

    book.add(pendingOf({ event_id: 'early' }), 'customer', grand)

    expect(takeAll(book)).toHaveLength(1)
  })

  it('keeps no answer that was deferred, and none for longer than ten minutes', () => {
    const { book, lookup } = leftUnderWay()
    book.answer(lookup, entityAt(1))
    book.endTurn(0)
    book.endTurn(599_999)
    expect(book.size()).toBe(1)
    book.endTurn(600_000)
    expect(book.size()).toBe(0)

    const other = leftUnderWay()
    other.book.answer(other.lookup, entityAt(1))
    other.book.add(pendingOf({ event_id: 'new' }), 'customer', grand)
    for (const pending of other.book.lookups()) other.book.end(pending, () => deferred('10s'))
    other.book.endTurn(0)
    expect(other.book.size()).toBe(0)
  })

  it('gives out what it gave at the end of a turn, whatever its call brings later', () => {
    const book = createLaneBook('grand')
    book.add(pendingOf(), 'customer', grand)
    const [lookup] = takeAll(book)
    const ended = book.endTurn(0)
    if (lookup) book.answer(lookup, entityAt(1))

    const ends = ended.map(({ answer }) => answer && 'ends' in answer && answer.ends(pendingOf()))
    expect(ends).toEqual([deferred('10s')])
    expect(ended).toMatchObject([{ events: [{}] }])
  })

  it('keeps every event in exactly one lookup, fetched after the event came, whatever happens in between', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), id: fc.integer({ min: 0, max: 4 }), isPetite: fc.boolean() }),
      fc.record({ do: fc.constant('take' as const), most: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ do: fc.constantFrom('answer' as const, 'putBack' as const, 'end' as const) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const book = createLaneBook('grand')
        const addedAt = new Map<string, number>()
        const fetches: Array<{ lookup: Lookup; at: number }> = []
        const act = (at: number, given: (typeof steps)[number]) => {
          if (given.do === 'add') {
            const [name, entity] = [`${given.id}`, given.id % 2 === 0 ? 'customer' : 'payment'] as const
            const event = pendingOf({ event_id: `${at}`, entity_id: name })
            book.add(event, entity, given.isPetite ? petite : grand)
            addedAt.set(`${at}`, at)
          } else if (given.do === 'take') {
            const operation = book.open()[0]
            for (const lookup of operation ? book.take(operation, given.most, 0) : []) fetches.push({ lookup, at })
          } else {
            const fetch = fetches.shift()
            if (fetch === undefined) return
            if (given.do === 'answer') book.answer(fetch.lookup, entityAt(fetch.at))
            else if (given.do === 'putBack') book.putBack(fetch.lookup)
            else book.end(fetch.lookup, () => deferred('10s'))
          }
        }
        steps.forEach((given, at) => void act(at, given))
        for (let at = steps.length; fetches.length > 0 || book.open().length > 0; at++) {
          act(at, { do: 'answer' })
          act(at, { do: 'take', most: 2 })
        }

        const lookups = [...book.lookups()]
        const listed = lookups.flatMap(({ events }) => events.map(({ thin }) => thin.event_id))
        expect(listed.sort()).toEqual([...addedAt.keys()].sort())
        expect(new Set(lookups.map(({ entity, id }) => `${entity} ${id}`)).size).toBe(lookups.length)
        for (const { answer, events, state } of lookups) {
          expect(state).toBe('answered')
          if (answer === undefined || !('entity' in answer)) continue
          for (const { thin } of events)
            expect(answer.entity.fetchedAt).toBeGreaterThan(addedAt.get(thin.event_id) ?? -1)
        }
      }),
      { numRuns: 300, seed: 1 },
    )
  })
})
