import type { Answer } from '@bellhop/mews'
import { schemas } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import type { Request, Send } from './api.ts'
import { credentialOf } from './fakes/credentials.ts'
import { mewsEntities } from './fakes/entities.ts'
import { pendingOf, receivedAt } from './fakes/events.ts'
import { pageOf, readItems, refused } from './fakes/mews.ts'
import { fetchMessages } from './fetch-messages.ts'
import { createKnownThreads, maxThreads } from './known-threads.ts'
import { createLaneBook, type Lookup } from './lane-book.ts'
import { createMapEntity } from './map-entity.ts'

const grand = credentialOf('grand')
const now = receivedAt + 5_000
const listing = 'messageThreads/getAll'
const messageOf = (id: string) => ({ ...mewsEntities.message, Id: id })
const many = (count: number, name: string) => Array.from({ length: count }, (_, nth) => ({ Id: `${name}${nth}` }))

/** Lookups of messages, each with the thread that its event names, if any. */
function lookupsOf(threads: Readonly<Record<string, string | undefined>>): Lookup[] {
  const book = createLaneBook('grand')
  for (const [id, thread] of Object.entries(threads)) {
    const value = JSON.stringify({ Id: id, ...(thread === undefined ? {} : { MessageThreadId: thread }) })
    book.add(pendingOf({ entity_id: id, discriminator: 'MessageAdded', value }), 'message', grand)
  }
  return [...book.lookups()]
}

function answering(answer: (request: Request, nth: number) => Answer) {
  const sent: Request[] = []
  const send: Send = async (_credential, request) => {
    sent.push(request)
    return { answer: readItems(answer(request, sent.length), request.arrayOut), beganAt: now + sent.length }
  }
  const operations = () => sent.map(({ operation }) => operation)
  const threadsAsked = () => sent.map(({ filter }) => filter['MessageThreadIds'])
  return { send, sent, operations, threadsAsked }
}

function fetch(lookups: Lookup[], mews: { send: Send }, known = createKnownThreads(), isInTime = () => true) {
  return fetchMessages(grand, lookups, known, mews.send, async () => isInTime(), now)
}

describe('fetchMessages', () => {
  it('asks for the thread that an event names, and for no list of threads', async () => {
    const mews = answering(() => pageOf([messageOf('m1'), messageOf('other')]))

    const fetched = await fetch(lookupsOf({ m1: 't1' }), mews)

    expect(mews.sent).toEqual([
      {
        operation: 'messages/getAll',
        arrayOut: 'Messages',
        filter: {
          MessageThreadIds: ['t1'],
          CreatedUtc: { StartUtc: '2026-08-10T11:00:00.000Z', EndUtc: '2026-08-10T12:01:05.000Z' },
          Limitation: { Count: 1_000 },
        },
      },
    ])
    expect(fetched).toEqual({
      kind: 'found',
      items: new Map([['m1', { entity: createMapEntity(schemas.message)(messageOf('m1')), beganAt: now + 1 }]]),
      cut: undefined,
    })
  })

  it('lists the threads updated since, where an event names none', async () => {
    const mews = answering(({ operation }) =>
      operation === listing
        ? pageOf([{ Id: 'newest' }, { Id: 'older' }, { id: 'no thread' }])
        : pageOf([messageOf('m1')]),
    )

    await fetch(lookupsOf({ m1: undefined }), mews)

    expect(mews.sent[0]).toEqual({
      operation: listing,
      arrayOut: 'MessageThreads',
      filter: {
        UpdatedUtc: { StartUtc: '2026-08-10T11:00:00.000Z', EndUtc: '2026-08-10T12:01:05.000Z' },
        Limitation: { Count: 1_000 },
      },
    })
    expect(mews.threadsAsked()).toEqual([undefined, ['newest', 'older']])
  })

  it('asks for the threads known before too, those heard of last first', async () => {
    const known = createKnownThreads()
    known.hear(grand, ['t1', 't2', 't3'])
    const mews = answering(({ operation }) => pageOf(operation === listing ? [{ Id: 't4' }] : []))

    await fetch(lookupsOf({ m1: undefined, m2: 't2' }), mews, known)

    expect(mews.threadsAsked()).toEqual([undefined, ['t2', 't4', 't3', 't1']])
  })

  it('asks for a thread that is named before all others, however long it is known', async () => {
    const known = createKnownThreads()
    known.hear(grand, ['t1', ...many(3_500, 'old').map(({ Id }) => Id)])
    const mews = answering(() => pageOf([messageOf('m1')]))

    await fetch(lookupsOf({ m1: 't1' }), mews, known)

    expect(mews.sent).toHaveLength(1)
    expect(mews.sent[0]?.filter['MessageThreadIds']).toEqual(expect.arrayContaining(['t1']))
  })

  it('goes on to older threads while a message is missing', async () => {
    const known = createKnownThreads()
    known.hear(
      grand,
      many(2_500, 't').map(({ Id }) => Id),
    )
    const mews = answering((_request, nth) => pageOf(nth === 3 ? [messageOf('m1')] : []))

    const fetched = await fetch(lookupsOf({ m1: 't0' }), mews, known)

    expect(mews.sent).toHaveLength(3)
    expect(fetched).toMatchObject({ kind: 'found', cut: undefined })
  })

  it('turns the pages of a thread until the message is found', async () => {
    const mews = answering((_request, nth) =>
      nth === 2 ? pageOf([messageOf('m1'), ...many(999, 'x')], 'c2') : pageOf(many(1_000, 'y'), 'c1'),
    )

    await fetch(lookupsOf({ m1: 't1' }), mews)

    expect(mews.sent.map(({ filter }) => filter['Limitation'])).toEqual([
      { Count: 1_000 },
      { Count: 1_000, Cursor: 'c1' },
    ])
  })

  it('makes at most five calls, and says that it ran out of them', async () => {
    const mews = answering((_request, nth) => pageOf(many(1_000, `x${nth}-`), `c${nth}`))

    const fetched = await fetch(lookupsOf({ m1: undefined }), mews)

    expect(mews.operations()).toEqual([...Array(4).fill(listing), 'messages/getAll'])
    expect(fetched).toMatchObject({ kind: 'found', cut: 'calls' })
    const perThread = answering((_request, nth) => pageOf([messageOf('m2'), ...many(999, `x${nth}-`)], `c${nth}`))
    const partly = await fetch(lookupsOf({ m1: 't1', m2: 't1' }), perThread)
    expect(perThread.sent).toHaveLength(5)
    expect(partly).toMatchObject({ kind: 'found', cut: 'calls' })
    expect([...(partly.kind === 'found' ? partly.items.keys() : [])]).toEqual(['m2'])
  })

  it('says that the turn had no time for more', async () => {
    const mews = answering(() => pageOf([{ Id: 't1' }]))

    const fetched = await fetch(lookupsOf({ m1: undefined }), mews, createKnownThreads(), () => false)

    expect(mews.operations()).toEqual([listing])
    expect(fetched).toEqual({ kind: 'found', items: new Map(), cut: 'time' })
  })

  it('gets on with a token that is too slow for two calls in a turn', async () => {
    const known = createKnownThreads()
    const late = (ms: number) => now + ms
    const mews = answering(({ operation }) => pageOf(operation === listing ? [{ Id: 't1' }] : [messageOf('m1')]))
    const oneCall = async () => false
    const turn = (at: number) => fetchMessages(grand, lookupsOf({ m1: undefined }), known, mews.send, oneCall, at)

    // The listing began too soon after the receipt to be relied on; the next one did not.
    expect(await turn(now)).toMatchObject({ cut: 'time' })
    known.listed(grand, receivedAt - 3_600_000, late(60_000))
    const fetched = await turn(late(70_000))

    expect(mews.operations()).toEqual([listing, 'messages/getAll'])
    expect(fetched).toMatchObject({ kind: 'found', cut: undefined })
  })

  it('finds nothing, without a call, where no thread is known', async () => {
    const mews = answering(() => pageOf([]))

    expect(await fetch(lookupsOf({ m1: undefined }), mews)).toEqual({ kind: 'found', items: new Map(), cut: undefined })
    expect(mews.operations()).toEqual([listing])
  })

  it.each([
    [1, listing],
    [2, 'messages/getAll'],
  ])('fails as a whole when call %i fails, and says that it was %s', async (failing, operation) => {
    const mews = answering((_request, nth) => (nth === failing ? refused(500) : pageOf([{ Id: 't1' }])))
    const failure = { kind: 'failed', answer: refused(500), operation }

    expect(await fetch(lookupsOf({ m1: undefined }), mews)).toEqual(failure)
  })
})

describe('fetchMessages, refused', () => {
  const threadsIn = ({ filter }: Request) => {
    const threads = filter['MessageThreadIds']
    return Array.isArray(threads) ? threads.map(String) : []
  }
  /** Refuses what names one of the bad threads, and has the message of each of the others. */
  const refusing = (status: number, ...bad: readonly string[]) =>
    answering((request) => {
      const threads = threadsIn(request)
      if (threads.some((thread) => bad.includes(thread))) return refused(status)
      return pageOf(threads.map((thread) => messageOf(`message of ${thread}`)))
    })
  const lookupsIn = (...threads: readonly string[]) =>
    lookupsOf(Object.fromEntries(threads.map((thread) => [`message of ${thread}`, thread])))
  const sizesOf = (mews: ReturnType<typeof answering>) => mews.sent.map((request) => threadsIn(request).length)

  it.each([400, 403])('with %i: finds what is in other threads, and tells whose thread it was', async (status) => {
    const mews = refusing(status, 'bad')

    const fetched = await fetch(lookupsIn('a', 'b', 'c', 'bad'), mews)

    expect(fetched).toMatchObject({
      kind: 'found',
      cut: undefined,
      refused: new Map([['message of bad', refused(status)]]),
    })
    expect(fetched.kind === 'found' && [...fetched.items.keys()].sort()).toEqual(
      ['a', 'b', 'c'].map((thread) => `message of ${thread}`),
    )
    expect(mews.threadsAsked()).toEqual([['bad', 'c', 'b', 'a'], ['bad', 'c'], ['bad'], ['c'], ['b', 'a']])
  })

  it('finds the bad one of four thousand threads, fetch by fetch, and asks for it no more', async () => {
    const known = createKnownThreads()
    const threads = many(maxThreads - 1, 't').map(({ Id }) => Id)
    known.hear(grand, threads)
    const mews = refusing(400, 'bad')
    const lookups = lookupsOf({ m1: 'bad', m2: undefined })

    let fetched = await fetch(lookups, mews, known)
    for (let nth = 0; nth < 20 && !(fetched.kind === 'found' && fetched.refused?.has('m1')); nth++) {
      fetched = await fetch(lookups, mews, known)
    }

    expect(fetched).toMatchObject({ kind: 'found', refused: new Map([['m1', refused(400)]]) })
    expect(known.of(grand)).not.toContain('bad')
    mews.sent.length = 0
    await fetch(lookupsOf({ m2: 't0' }), mews, known)
    expect(mews.threadsAsked().flat()).not.toContain('bad')
  })

  it('fails for good when two threads are refused one after the other', async () => {
    const mews = refusing(400, 'a', 'b')

    const fetched = await fetch(lookupsIn('a', 'b'), mews)

    expect(fetched).toEqual({ kind: 'failed', answer: refused(400), operation: 'messages/getAll', isHopeless: true })
    expect(sizesOf(mews)).toEqual([2, 1, 1])
  })

  it('fails, not for good, when nothing shows whether it is the only thread or the operation', async () => {
    const mews = refusing(400, 'bad')

    const fetched = await fetch(lookupsIn('bad'), mews)

    expect(fetched).toEqual({ kind: 'failed', answer: refused(400), operation: 'messages/getAll' })
  })

  it('fails for good when the list of threads is refused', async () => {
    const mews = answering(() => refused(403))

    const fetched = await fetch(lookupsOf({ m1: undefined }), mews)

    expect(fetched).toEqual({ kind: 'failed', answer: refused(403), operation: listing, isHopeless: true })
  })

  it.each([408, 413])('with %i: asks for half as many threads, and goes on with as many as worked', async (status) => {
    const known = createKnownThreads()
    known.hear(
      grand,
      many(1_000, 't').map(({ Id }) => Id),
    )
    const mews = answering((request) => (threadsIn(request).length > 300 ? refused(status) : pageOf([])))

    const fetched = await fetch(lookupsOf({ m1: 't0' }), mews, known)
    expect(fetched).toMatchObject({ kind: 'found', cut: 'calls' })
    expect(sizesOf(mews)).toEqual([1_000, 500, 250, 250, 250])
    await fetch(lookupsOf({ m1: 't0' }), mews, known)

    expect(sizesOf(mews)).toEqual([1_000, 500, 250, 250, 250, 250])
  })

  it('fails where the messages of one thread are too much', async () => {
    const mews = refusing(413, 'long')

    const fetched = await fetch(lookupsIn('long'), mews)

    expect(fetched).toEqual({ kind: 'failed', answer: refused(413), operation: 'messages/getAll' })
  })
})

/** A hotel with many threads updated and many messages written: pages of a thousand, and a cursor that counts them. */
function busyHotel(threadPages: number, messagePages: number, messages: Readonly<Record<string, string>> = {}) {
  return answering(({ operation, filter }) => {
    const limitation = filter['Limitation']
    const cursor =
      typeof limitation === 'object' && limitation !== null && 'Cursor' in limitation ? limitation.Cursor : 0
    const nth = Number(cursor)
    const isListing = operation === listing
    const next = nth + 1 < (isListing ? threadPages : messagePages) ? `${nth + 1}` : undefined
    if (isListing) return pageOf(many(1_000, `t${nth}-`), next)
    const asked = new Set(Array.isArray(filter['MessageThreadIds']) ? filter['MessageThreadIds'].map(String) : [])
    const here = Object.entries(messages).filter(([, thread]) => asked.has(thread) && next === undefined)
    return pageOf([...here.map(([id]) => messageOf(id)), ...many(1_000 - here.length, `x${nth}-`)], next)
  })
}

describe('fetchMessages, time after time', () => {
  const minute = 60_000

  function open(mews: ReturnType<typeof answering>, acquire: () => Promise<boolean> = async () => true) {
    const known = createKnownThreads()
    return (ids: readonly string[], at: number) => {
      const lookups = lookupsOf(Object.fromEntries(ids.map((id) => [id, undefined])))
      const send: Send = async (...call) => ({ ...(await mews.send(...call)), beganAt: now + at })
      return fetchMessages(grand, lookups, known, send, acquire, now + at)
    }
  }

  it('goes on with a list of threads that five calls cannot page, and asks for messages each time', async () => {
    const mews = busyHotel(7, 1, { m1: 't4-999' })
    const fetchAt = open(mews)

    const first = await fetchAt(['m1'], 0)
    const perFetch = [mews.operations()]
    mews.sent.length = 0
    const second = await fetchAt(['m1'], minute)
    perFetch.push(mews.operations())

    expect(first).toMatchObject({ kind: 'found', cut: 'calls' })
    expect(perFetch[0]).toEqual([...Array(4).fill(listing), 'messages/getAll'])
    expect(second.kind === 'found' && [...second.items.keys()]).toEqual(['m1'])
    expect(mews.sent.slice(0, 3).map(({ filter }) => filter['Limitation'])).toEqual(
      ['4', '5', '6'].map((Cursor) => ({ Count: 1_000, Cursor })),
    )
  })

  it('goes on with a list of threads, where there is time for one call only', async () => {
    const mews = busyHotel(3, 1, { m1: 't2-0' })
    const fetchAt = open(mews, async () => false)
    const found: string[] = []

    let fetches = 0
    for (; fetches < 12 && found.length === 0; fetches++) {
      const fetched = await fetchAt(['m1'], fetches * minute)
      if (fetched.kind === 'found') found.push(...fetched.items.keys())
    }

    expect(found).toEqual(['m1'])
    expect(mews.sent).toHaveLength(fetches)
  })

  it('lists threads for what came after the last listing, though of fetches a clock is told that stands still', async () => {
    const mews = busyHotel(1, 1)
    const known = createKnownThreads()
    const standing = now + 60 * minute
    const send: Send = async (...call) => ({ ...(await mews.send(...call)), beganAt: standing })
    const fetchAt = (id: string, at: number) => {
      const book = createLaneBook('grand')
      const thin = { entity_id: id, discriminator: 'MessageAdded', value: '{}', received_at: at - 2 * minute }
      book.add(pendingOf(thin), 'message', grand)
      return fetchMessages(grand, [...book.lookups()], known, send, async () => true, at)
    }
    await fetchAt('m1', now)
    mews.sent.length = 0

    await fetchAt('m2', now + 10 * minute)

    expect(mews.operations()).toContain(listing)
  })

  it('goes on with messages that five calls cannot page', async () => {
    const mews = busyHotel(1, 12, { m1: 't0-5' })
    const fetchAt = open(mews)

    const results = [await fetchAt(['m1'], 0), await fetchAt(['m1'], minute), await fetchAt(['m1'], 2 * minute)]

    expect(results.map((fetched) => fetched.kind === 'found' && [fetched.cut, fetched.items.size])).toEqual([
      ['calls', 0],
      ['calls', 0],
      [undefined, 1],
    ])
  })

  it('calls nothing absent that came when a search was under way', async () => {
    const mews = busyHotel(1, 6)
    const fetchAt = open(mews)
    await fetchAt(['m1'], 0)

    const second = await fetchAt(['m1', 'late'], minute)

    expect(second).toMatchObject({ kind: 'found', cut: undefined, unsearched: new Set(['late']) })
  })

  it('says at last that a message is nowhere, though others keep coming', async () => {
    const mews = busyHotel(7, 3)
    const fetchAt = open(mews)
    let isSearched = false

    for (let nth = 0; nth < 40 && !isSearched; nth++) {
      const fetched = await fetchAt(['m1', `fresh ${nth}`], nth * minute)
      isSearched = fetched.kind === 'found' && fetched.cut === undefined && !fetched.unsearched?.has('m1')
    }

    expect(isSearched).toBe(true)
  })

  it('begins anew where Mews does not take a cursor any more', async () => {
    let isStale = false
    const mews = answering((request, nth) => {
      if (isStale && JSON.stringify(request.filter).includes('Cursor')) return refused(400)
      return pageOf(request.operation === listing ? many(1_000, 't') : [], `c${nth}`)
    })
    const fetchAt = open(mews)
    await fetchAt(['m1'], 0)
    isStale = true

    const failed = await fetchAt(['m1'], minute)
    mews.sent.length = 0
    await fetchAt(['m1'], 2 * minute)

    expect(failed).toMatchObject({ kind: 'failed', operation: listing })
    expect(mews.sent[0]?.filter['Limitation']).toEqual({ Count: 1_000 })
  })
})
