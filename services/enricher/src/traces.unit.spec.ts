import { describe, expect, it } from 'vitest'
import type { Sent } from './api.ts'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import { lookupOf } from './fakes/lookups.ts'
import { pageOf, refused } from './fakes/mews.ts'
import { topics } from './fakes/registry.ts'
import { createFakeSpans, traceparentOf } from './fakes/spans.ts'
import type { Lookup } from './lane-book.ts'
import { toTracePlaces } from './to-trace-places.ts'
import { beginFetchTrace } from './trace-fetch.ts'
import { beginRecordTraces } from './trace-records.ts'

const credential = credentialOf('grand')
const request = { operation: 'customers/getAll', arrayOut: 'Customers', filter: {} }

/** The lookup of an entity, with an event at each place; undefined is an event that is not traced. */
function fetching(id: string, places: ReadonlyArray<number | undefined>): Lookup {
  const events = places.map((nth) =>
    nth === undefined ? pendingOf() : { ...pendingOf(), traceparent: traceparentOf(nth) },
  )
  return lookupOf({ id, events, state: 'fetching' })
}

describe('the traces of some lookups', () => {
  it('are those of their events, each once, in order', () => {
    const lookups = [fetching('c1', [2, undefined, 1]), fetching('c2', [1, 3])]

    expect(toTracePlaces(lookups)).toEqual([2, 1, 3].map(traceparentOf))
  })

  it('are 64 at most', () => {
    const many = Array.from({ length: 1_000 }, (_, nth) => nth)

    expect(toTracePlaces([fetching('c1', many)])).toHaveLength(64)
  })
})

describe('the span of a fetch', () => {
  const fetch = async (...answers: Array<Sent['answer']>) => {
    const { beginSpan, seen } = createFakeSpans()
    const lookups = [fetching('c1', [1]), fetching('c2', [2, 3])]
    const trace = beginFetchTrace(beginSpan, 'customers/getAll', credential, lookups)
    const send = trace.follow(() => Promise.resolve({ answer: answers.shift() ?? pageOf([]), beganAt: 7 }))
    for (let left = answers.length; left > 0; left -= 1) await send(credential, request, 1)
    trace.end()
    return { span: seen[0], lookups }
  }

  it('is a part of the oldest trace, links to the others, and is known to its lookups', async () => {
    const { span, lookups } = await fetch(pageOf([]))

    expect(span).toMatchObject({
      kind: 'client',
      parent: traceparentOf(1),
      links: [traceparentOf(2), traceparentOf(3)],
      facts: { 'bellhop.operation': 'customers/getAll', 'bellhop.credential': 'grand', 'bellhop.entities': 2 },
    })
    expect(lookups.map(({ fetchedIn }) => fetchedIn)).toEqual([traceparentOf(101), traceparentOf(101)])
  })

  it('counts its calls, and has failed where the last gave no page', async () => {
    const well = await fetch(refused(503), pageOf([]))
    const ill = await fetch(pageOf([]), refused(429))

    expect(well.span?.ended).toEqual({
      facts: { 'bellhop.calls': 2, 'http.response.status_code': 200 },
      failed: undefined,
    })
    expect(ill.span?.ended).toEqual({
      facts: { 'bellhop.calls': 2, 'http.response.status_code': 429 },
      failed: 'status 429',
    })
  })
})

describe('the spans of published records', () => {
  it('are one for each entity: a part of its oldest trace, with links to the others and to the fetch', () => {
    const { beginSpan, seen } = createFakeSpans()
    const [one, other] = [{ ...fetching('c1', [1, 2]), fetchedIn: traceparentOf(9) }, fetching('c2', [undefined])]

    const traces = beginRecordTraces(beginSpan, [one, other], topics)
    traces.end()

    expect(seen).toMatchObject([
      {
        name: 'publish mews.entities.customer',
        kind: 'producer',
        parent: traceparentOf(1),
        links: [traceparentOf(2), traceparentOf(9)],
        ended: { failed: undefined },
      },
      { parent: undefined, links: [] },
    ])
    expect([traces.of(one), traces.of(other)]).toEqual([traceparentOf(101), traceparentOf(102)])
    expect(JSON.stringify(seen)).not.toContain('c1')
  })

  it('have failed where the transaction was not committed', () => {
    const { beginSpan, seen } = createFakeSpans()

    beginRecordTraces(beginSpan, [fetching('c1', [1])], topics).end('not committed')

    expect(seen[0]?.ended?.failed).toBe('not committed')
  })
})
