import type { Answer } from '@bellhop/mews'
import type { EntityName } from '@bellhop/records'
import { describe, expect, it, vi } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { customerOf } from './fakes/entities.ts'
import { pendingOf } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { fieldsIn } from './fakes/fields-of.ts'
import { createLaneTools, createLaneTurn } from './fakes/lane.ts'
import { type AnswerCall, createFakeMews, pageOf, refused } from './fakes/mews.ts'
import { runUntil } from './fakes/run-until.ts'
import { createLaneBook, type LaneBook, type Lookup } from './lane-book.ts'
import type { LaneTools, LaneTurn } from './lane-tools.ts'
import type { PendingEvent } from './pending-event.ts'
import { runLane } from './run-lane.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')
const customers = 'customers/getAll'

fakeTime()

function open(answer?: AnswerCall, given: Partial<Pick<LaneTools, 'task' | 'breaker'>> = {}, latencyMs = 50) {
  const book = createLaneBook('grand')
  const mews = createFakeMews(answer, latencyMs)
  const tools = createLaneTools(mews.send, given)
  const add = (ids: readonly string[], entity: EntityName = 'customer', credential = grand) => {
    for (const id of ids) book.add(pendingOf({ entity_id: id, event_id: `event of ${id}` }), entity, credential)
  }
  const run = (turn: Partial<LaneTurn> = {}) => runUntil(runLane(book, createLaneTurn(turn), tools))
  return { book, ...mews, tools, add, run }
}

const many = (count: number, name = 'c') => Array.from({ length: count }, (_, nth) => `${name}${nth}`)

/** What became of each lookup: `enriched`, or its reason and delay. */
const outcomes = (book: LaneBook) => endsOf([...book.lookups()])

function endsOf(lookups: readonly Lookup[]): Record<string, string> {
  return Object.fromEntries(
    lookups.map(({ id, answer, events: [event] }) => {
      if (answer === undefined || event === undefined) return [id, 'none']
      if ('entity' in answer) return [id, 'enriched']
      const end = answer.ends(event)
      return [id, 'reason' in end ? `${end.reason}${'delay' in end ? ` ${end.delay}` : ''}` : end.end]
    }),
  )
}

function countOf(book: LaneBook): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of Object.values(outcomes(book))) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

describe('a lane', () => {
  it('asks for 5,000 entities in five calls of a thousand', async () => {
    const { add, run, calls, book } = open()
    add(many(5_000), 'resource-block')

    await run()

    expect(calls.map(({ ids }) => ids.length)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000])
    expect(new Set(calls.flatMap(({ ids }) => ids)).size).toBe(5_000)
    expect(countOf(book)).toEqual({ enriched: 5_000 })
  })

  it('keeps to the pace of its token, with calls under way together', async () => {
    const { add, run, calls, book } = open(undefined, {}, 10_000)
    add(many(9_000), 'resource-block')

    await run()

    const gaps = calls.slice(1).map(({ at }, nth) => at - (calls[nth]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(31_000 / 187 - 1)
    expect(countOf(book)).toEqual({ enriched: 9_000 })
  })

  it('ends as soon as its last call is answered', async () => {
    const { add, run, calls } = open(undefined, {}, 37)
    add(['a'])

    await run()

    expect(performance.now()).toBe((calls[0]?.at ?? 0) + 37)
  })

  it('uses the tokens of its credentials side by side', async () => {
    const { add, run, calls } = open()
    add(['a'], 'customer', grand)
    add(['b'], 'payment', petite)

    await run()

    expect(calls.map(({ credential, operation }) => `${credential} ${operation}`).sort()).toEqual([
      'grand customers/getAll',
      'petite payments/getAll',
    ])
  })

  it('fills a call with what arrives until it goes out', async () => {
    const { add, run, calls } = open()
    add(['a'])
    const arrivals = [['b'], ['c'], []]

    await run({ grow: async () => add(arrivals.shift() ?? []) })

    expect(calls.map(({ ids }) => ids)).toEqual([['a', 'b']])
    expect(arrivals).toHaveLength(2)
  })

  it('fetches an entity again for an event that comes while it is being fetched', async () => {
    const { book, run, calls, add } = open(({ ids }, nth) => {
      if (nth === 1) book.add(pendingOf({ entity_id: 'a', event_id: 'late' }), 'customer', grand)
      return pageOf(ids.map((id) => customerOf(id, { FirstName: `call ${nth}` })))
    })
    add(['a'])

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([['a'], ['a']])
    const lookups = [...book.lookups()]
    expect(lookups).toMatchObject([{ events: [{}, { thin: { event_id: 'late' } }] }])
    expect(lookups.map(fieldsIn)).toMatchObject([{ first_name: 'call 2' }])
  })

  it('ends each id of a batch for itself', async () => {
    const { add, run, book } = open(({ ids }) =>
      pageOf(ids.filter((id) => id !== 'absent').map((id) => customerOf(id, id === 'bent' ? { Phone: 5 } : {}))),
    )
    add(['good', 'bent', 'absent'])

    await run()

    expect(outcomes(book)).toEqual({ good: 'enriched', bent: 'unmappable', absent: 'absent 10s' })
  })

  it('finds messages by their threads', async () => {
    const { add, run, book, calls } = open(({ operation }) =>
      pageOf(operation === 'messageThreads/getAll' ? [{ Id: 't' }] : [{ Id: 'm', CreatedUtc: '2026-08-10T12:00:00Z' }]),
    )
    add(['m', 'foreign'], 'message')

    await run()

    expect(calls.map(({ operation }) => operation)).toEqual(['messageThreads/getAll', 'messages/getAll'])
    expect(outcomes(book)).toEqual({ m: 'enriched', foreign: 'absent 10s' })
  })
})

describe('a refusal', () => {
  it('401 parks the operation: nothing more of it is sent, and the rest goes on', async () => {
    const { add, run, book, calls, tools } = open(({ operation }) =>
      operation === customers ? refused(401) : undefined,
    )
    add(many(3_000))
    add(['p'], 'payment')

    await run()

    expect(tools.onParked).toHaveBeenCalledWith(grand, customers)
    expect(countOf(book)).toEqual({ 'parked 10m': 3_000, enriched: 1 })
    const before = calls.length
    add(['later'])
    await run()
    expect(calls).toHaveLength(before)
    expect(outcomes(book)['later']).toBe('parked 10m')
  })

  it('401 is probed with one call when its time has come, and parks again', async () => {
    const { add, run, book, calls } = open(() => refused(401))
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(600_000)
    calls.length = 0
    add(many(5_000))

    await run()

    expect(calls).toHaveLength(1)
    expect(countOf(book)).toEqual({ 'parked 10m': 5_001 })
  })

  it('401 is over when the probe succeeds', async () => {
    let isAllowed = false
    const { add, run, book } = open(() => (isAllowed ? undefined : refused(401)))
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(600_000)
    isAllowed = true

    add(['b'])
    await run()
    add(['c'])
    await run()

    expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'enriched', c: 'enriched' })
  })

  it.each([
    ['429', refused(429, 1_000)],
    ['503', refused(503)],
    ['timeout', { kind: 'unreachable', cause: 'timeout' }],
  ] as ReadonlyArray<[string, Answer]>)(
    '401 is probed again after a probe that ended with %s',
    async (_what, answer) => {
      let nth = 0
      const { add, run, book, calls } = open(() => {
        nth += 1
        if (nth === 1) return refused(401)
        return nth === 2 ? answer : undefined
      })
      add(['a'])
      await run()
      await vi.advanceTimersByTimeAsync(600_000)
      add(['b'])

      await run()

      expect(calls.map(({ ids }) => ids)).toEqual([['a'], ['b'], ['b']])
      expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'enriched' })
    },
  )

  it('401 parks nothing that comes beside a probe which succeeds', async () => {
    let isAllowed = false
    const { add, run, book, calls } = open(() => (isAllowed ? undefined : refused(401)), {}, 2_000)
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(600_000)
    isAllowed = true
    add(['b'])
    setTimeout(() => add(['beside']), 1_000)

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([['a'], ['b'], ['beside']])
    expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'enriched', beside: 'enriched' })
  })

  it('401 parks what comes beside a probe which fails', async () => {
    const { add, run, book, calls } = open(() => refused(401), {}, 2_000)
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(600_000)
    add(['b'])
    setTimeout(() => add(['beside']), 1_000)

    await run()

    expect(calls).toHaveLength(2)
    expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'parked 10m', beside: 'parked 10m' })
  })

  it('401 of the list of threads is told as that, and parks the messages', async () => {
    const { add, run, book, tools } = open(() => refused(401))
    add(['m'], 'message')

    await run()

    expect(tools.onParked).toHaveBeenCalledExactlyOnceWith(grand, 'messageThreads/getAll')
    expect(outcomes(book)).toEqual({ m: 'parked 10m' })
  })

  it.each([
    ['beside', () => undefined],
    ['later', (add: () => void) => add()],
  ] as const)('401 of one token leaves to another what events of both ask for: %s', async (when, addLater) => {
    const { add, run, book, calls } = open(({ credential }) => (credential === 'grand' ? refused(401) : undefined))
    const addPetite = () => add(['shared'], 'customer', petite)
    add(['shared', 'own'])
    if (when === 'beside') addPetite()
    await run()
    addLater(addPetite)

    await run()

    expect(outcomes(book)).toEqual({ shared: 'enriched', own: 'parked 10m' })
    expect(calls.map(({ credential, ids }) => [credential, ids])).toEqual([
      ['grand', ['shared', 'own']],
      ['petite', ['shared']],
    ])
    add(['shared'])
    await run()
    expect(calls).toHaveLength(3)
    expect(outcomes(book)).toEqual({ shared: 'enriched', own: 'parked 10m' })
  })

  it('401 of every token parks what events of all of them ask for, with one call of each', async () => {
    const { add, run, book, calls } = open(() => refused(401))
    add(['shared'])
    add(['shared'], 'customer', petite)

    await run()

    expect(outcomes(book)).toEqual({ shared: 'parked 10m' })
    expect(calls.map(({ credential }) => credential)).toEqual(['grand', 'petite'])
  })

  const uuidOf = (nth: number) => `3fa85f64-5717-4562-b3fc-${String(nth).padStart(12, '0')}`
  const uuids = (count: number) => Array.from({ length: count }, (_, nth) => uuidOf(nth))
  const refusing =
    (...bad: string[]): AnswerCall =>
    ({ ids }) =>
      ids.some((id) => bad.includes(id)) ? refused(400) : undefined

  it.each([
    ['abc', 3],
    [uuidOf(5_000), 21],
  ])('400 for one id ends its events, and no others: %s', async (bad, most) => {
    const { add, run, book, calls } = open(refusing(bad))
    add([...uuids(999), bad], 'payment')

    await run()

    expect(countOf(book)).toEqual({ enriched: 999, refused: 1 })
    expect(outcomes(book)[bad]).toBe('refused')
    expect(calls.length).toBeLessThanOrEqual(most)
  })

  it('400 for an id is told as a dead letter that names the status, and not the id', async () => {
    const { add, run, book } = open(refusing('abc'))
    add(['abc'], 'payment')

    await run()

    const [lookup] = book.lookups()
    expect(lookup?.answer && 'ends' in lookup.answer && lookup.answer.ends(pendingOf())).toEqual({
      end: 'dead-lettered',
      reason: 'refused',
      class: 'data',
      stage: 'fetch',
      detail: 'Mews answered 400 to its id, asked for alone',
    })
  })

  it('400 keeps to the pace of its token, and to the owner, while it is halved', async () => {
    let isOurs = true
    const owns = () => isOurs
    const { add, run, book, calls, tools } = open(
      ({ ids }, nth) => {
        if (nth === 4) isOurs = false
        return ids.includes('abc') || ids.includes(uuidOf(0)) ? refused(400) : undefined
      },
      { task: { owns } },
    )
    add([...uuids(999), 'abc'], 'payment')
    setTimeout(() => {
      expect(calls).toHaveLength(4)
      isOurs = true
    }, 10_000)

    await run()

    const gaps = calls.slice(1, 4).map(({ at }, nth) => at - (calls[nth]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(31_000 / 187 - 1)
    expect(tools.tokens.standings(performance.now())).toMatchObject([{ used: calls.length }])
    expect(countOf(book)).toEqual({ enriched: 998, refused: 2 })
  })

  it('400 for everything is the fault of no id: after three calls the operation is halted, and all of it waits', async () => {
    const { add, run, book, calls, tools } = open(({ operation }) =>
      operation === customers ? refused(400) : undefined,
    )
    add(uuids(2_500))
    add(['p'], 'payment')

    await run()

    expect(calls.filter(({ operation }) => operation === customers).length).toBeLessThanOrEqual(9)
    expect(countOf(book)).toEqual({ 'halted 10m': 2_500, enriched: 1 })
    expect(tools.halts.all()).toMatchObject([{ lane: 'grand', operation: customers, cause: '400' }])
  })

  it('400 for a UUID alone has its events wait, until others have been answered in between', async () => {
    const { run, book, calls } = open(refusing(uuidOf(1)))
    const ask = async (id: string, attempts = 0) => {
      book.add(pendingOf({ entity_id: id }, { attempts }), 'payment', grand)
      await run()
      const [lookup] = book.endTurn(performance.now())
      const [event] = lookup?.events ?? []
      return event && lookup?.answer && 'ends' in lookup.answer ? lookup.answer.ends(event) : undefined
    }

    expect(await ask(uuidOf(1))).toMatchObject({ end: 'waiting', reason: 'refused', isAttempt: false })
    await ask(uuidOf(2))
    expect(await ask(uuidOf(1))).toMatchObject({ end: 'waiting', reason: 'refused', isAttempt: true })
    expect(await ask(uuidOf(1), 1)).toMatchObject({ end: 'waiting', reason: 'refused', isAttempt: false })
    await ask(uuidOf(2))
    expect(await ask(uuidOf(1), 1)).toMatchObject({ end: 'dead-lettered', reason: 'refused' })
    expect(calls).toHaveLength(6)
  })

  it('400 for many ids stops none of the good ones for ever: smaller batches part them after each halt', async () => {
    const bad = uuids(1_000).filter((_, nth) => nth % 97 === 0)
    const { run, book, calls, tools } = open(refusing(...bad))
    let waiting: PendingEvent[] = uuids(1_000).map((id) => pendingOf({ entity_id: id }))
    const ended: string[] = []
    for (let turn = 0; turn < 30 && waiting.length > 0; turn++) {
      for (const event of waiting) book.add(event, 'payment', grand)
      waiting = []
      await run()
      let good = 0
      for (const { events, answer } of book.endTurn(performance.now())) {
        for (const event of events) {
          const end = answer && 'ends' in answer ? answer.ends(event) : undefined
          if (end?.end === 'waiting') waiting.push(event)
          else ended.push(end === undefined ? 'enriched' : end.end)
          if (end === undefined) good += 1
        }
      }
      const operation = 'payments/getAll'
      tools.halts.ended({ lane: 'grand', operation, good, dead: 0, isFlood: false, example: undefined }, Date.now())
      tools.halts.endTurn(Date.now())
      await vi.advanceTimersByTimeAsync(600_000)
    }

    expect(waiting).toEqual([])
    expect(ended.filter((end) => end === 'dead-lettered')).toHaveLength(bad.length)
    expect(ended).toHaveLength(1_000)
    expect(calls.length).toBeLessThan(400)
  })

  it.each([404, 410])('%i halts the operation of the lane, with one call, and nothing else', async (status) => {
    const { add, run, book, calls, tools } = open(({ operation }) =>
      operation === customers ? refused(status) : undefined,
    )
    add(['a', 'b'])
    add(['c'], 'customer', petite)
    add(['p'], 'payment')
    await run()
    add(['late'])

    await run()

    expect(outcomes(book)).toEqual({
      a: 'halted 10m',
      b: 'halted 10m',
      c: 'halted 10m',
      p: 'enriched',
      late: 'halted 10m',
    })
    expect(calls.filter(({ operation }) => operation === customers).length).toBeLessThanOrEqual(2)
    expect(tools.halts.all()).toMatchObject([{ lane: 'grand', operation: customers, cause: String(status) }])
  })

  it.each(['messageThreads/getAll', 'messages/getAll'])(
    '%s that is refused whatever is asked for halts the messages',
    async (bad) => {
      const { add, run, book, tools } = open(({ operation }) => {
        if (operation === bad) return refused(403)
        return operation === 'messageThreads/getAll' ? pageOf([{ Id: 't1' }, { Id: 't2' }]) : undefined
      })
      add(['m'], 'message')
      add(['p'], 'payment')

      await run()

      expect(outcomes(book)).toEqual({ m: 'halted 10m', p: 'enriched' })
      expect(tools.halts.all()).toMatchObject([{ lane: 'grand', operation: 'messages/getAll', cause: '403' }])
    },
  )

  it('a halted operation is probed after ten minutes with ten ids, and the rest goes on waiting', async () => {
    const { add, run, book, calls, tools } = open()
    tools.halts.halt('grand', customers, '404', Date.now())
    add(['early'])
    await run()
    expect(calls).toEqual([])
    await vi.advanceTimersByTimeAsync(600_000)
    add(many(25))

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([many(10)])
    expect(countOf(book)).toEqual({ enriched: 10, 'halted 10m': 16 })
  })

  it.each([408, 413])('%i has it asked for half, and for no more again than what was answered', async (status) => {
    const { add, run, book, calls } = open(({ ids }) => (ids.length > 300 ? refused(status) : undefined))
    add(many(1_000))
    await run()
    expect(countOf(book)).toEqual({ enriched: 1_000 })
    const before = calls.length
    book.endTurn(performance.now())
    add(many(1_000, 'd'))

    await run()

    expect(calls.slice(0, 3).map(({ ids }) => ids.length)).toEqual([1_000, 500, 250])
    expect(calls.slice(before).map(({ ids }) => ids.length)).toEqual([250, 250, 250, 250])
  })

  it('an answer that is more than we read has it asked for half', async () => {
    const { add, run, book, calls } = open(({ ids }) =>
      ids.length > 600 ? { kind: 'unreachable', cause: 'too-large' } : undefined,
    )
    add(many(1_000))

    await run()

    expect(calls.map(({ ids }) => ids.length)).toEqual([1_000, 500, 500])
    expect(countOf(book)).toEqual({ enriched: 1_000 })
  })

  it('408 for one id alone is waited for, and is no fault of its own', async () => {
    const { add, run, book, calls } = open(() => refused(408))
    add(['a'])

    await run()

    expect(calls).toHaveLength(3)
    expect(outcomes(book)).toEqual({ a: 'refused 10s' })
  })

  it('409 is tried again at once, then the events wait', async () => {
    const { add, run, book, calls } = open(() => refused(409))
    add(['a'])

    await run()

    expect(calls).toHaveLength(2)
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeLessThan(400)
    expect(outcomes(book)).toEqual({ a: 'conflict 10s' })
  })

  it('nothing is sent while the breaker is open, and the events wait', async () => {
    const breaker = { mayCall: () => false, openMs: () => 120_000 }
    const { add, run, book, calls } = open(undefined, { breaker })
    add(['a', 'b'])
    add(['p'], 'payment')

    await run()

    expect(calls).toEqual([])
    expect(countOf(book)).toEqual({ 'breaker 1m': 3 })
  })

  it('a breaker that opens stops what is under way from turning pages or cutting batches', async () => {
    let isOpen = false
    const breaker = { mayCall: () => !isOpen, openMs: () => (isOpen ? 1 : 0) }
    const { add, run, book, calls } = open(
      () => {
        isOpen = true
        return refused(400)
      },
      { breaker },
    )
    add(uuids(4), 'payment')

    await run()

    expect(calls).toHaveLength(1)
    expect(countOf(book)).toEqual({ 'breaker 10s': 4 })
  })

  it('an answer with entities that nobody asked for is counted, and none of them is published', async () => {
    const { add, run, book, tools } = open(({ ids }) =>
      pageOf([null, customerOf('foreign'), ...ids.map((id) => customerOf(id)), customerOf('other')]),
    )
    add(['a'])

    await run()

    expect(outcomes(book)).toEqual({ a: 'enriched' })
    expect(tools.onStrangers).toHaveBeenCalledExactlyOnceWith(customers, 3)
  })

  it('one field of the wrong type among a thousand entities ends its own events alone', async () => {
    const { add, run, book } = open(({ ids }) =>
      pageOf(ids.map((id) => ({ ...customerOf(id), ...(id === 'c500' ? { IsActive: 'yes' } : {}) }))),
    )
    add(many(1_000))

    await run()

    expect(countOf(book)).toEqual({ enriched: 999, unmappable: 1 })
    const bad = [...book.lookups()].find(({ id }) => id === 'c500')
    expect(bad?.answer && 'ends' in bad.answer && bad.answer.ends(pendingOf())).toMatchObject({
      reason: 'unmappable',
      detail: expect.stringContaining('IsActive'),
    })
  })

  it('a UUID in two cases is asked for once, and found in whichever case Mews answers', async () => {
    const id = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
    const { add, run, calls, book } = open(({ ids }) => pageOf(ids.map((asked) => customerOf(asked.toUpperCase()))))
    add([id, id.toUpperCase()])

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([[id]])
    expect([...book.lookups()]).toMatchObject([{ id, events: [{}, {}] }])
    expect(outcomes(book)).toEqual({ [id]: 'enriched' })
  })

  it('429 rests the token for as long as Mews says, and loses nothing', async () => {
    const { add, run, book, calls, tools } = open((_call, nth) => (nth === 1 ? refused(429, 7_000) : undefined))
    add(['a'])

    await run()

    expect(calls).toHaveLength(2)
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(7_000)
    expect(tools.onFrozen).toHaveBeenCalledExactlyOnceWith(grand, 7_000)
    expect(outcomes(book)).toEqual({ a: 'enriched' })
  })

  it('429 rests it longer each time, where Mews does not say how long', async () => {
    const { add, run, tools } = open((_call, nth) => (nth <= 3 ? refused(429) : undefined))
    add(['a'])

    await run()

    expect(tools.onFrozen.mock.calls.map(([, restMs]) => restMs)).toEqual([1_000, 2_000, 4_000])
  })

  it('500 is tried three times, then the events wait, and it is no attempt of theirs', async () => {
    const { add, run, book, calls } = open(() => refused(500))
    add(['a', 'b'])

    await run()

    expect(calls.map(({ ids }) => ids)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ])
    const [lookup] = book.lookups()
    const end = lookup?.answer && 'ends' in lookup.answer ? lookup.answer.ends(pendingOf()) : undefined
    expect(end).toEqual({ end: 'waiting', reason: 'upstream-5xx', delay: '10s', isAttempt: false })
  })

  it.each(['timeout', 'connection', 'truncated', 'not-json', 'too-large'] as const)(
    '%s is tried again',
    async (cause) => {
      const { add, run, book, calls } = open((_call, nth) => (nth === 1 ? { kind: 'unreachable', cause } : undefined))
      add(['a'])

      await run()

      expect(calls).toHaveLength(2)
      expect(outcomes(book)).toEqual({ a: 'enriched' })
    },
  )

  it('makes events wait longer the longer it lasts', async () => {
    let isDown = true
    const { add, run, book } = open(() => (isDown ? refused(503) : undefined))
    add(['a'])
    await run()
    await vi.advanceTimersByTimeAsync(120_000)
    add(['b'])
    await run()
    isDown = false
    add(['c'])
    await run()
    isDown = true
    add(['d'])
    await run()

    expect(outcomes(book)).toEqual({
      a: 'upstream-5xx 10s',
      b: 'upstream-5xx 1m',
      c: 'enriched',
      d: 'upstream-5xx 10s',
    })
  })
})

describe("the turn's deadline", () => {
  /** Lets the token save up as many calls as it may. */
  const saveUp = ({ tokens }: LaneTools) => {
    tokens.waitFor(grand, performance.now())
    return vi.advanceTimersByTimeAsync(60_000)
  }

  it('defers what is left, by its place in the backlog', async () => {
    const { add, run, book, calls } = open((_call, nth) => (nth === 1 ? refused(429, 30_000) : undefined))
    add(many(1_500))
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline })

    expect(performance.now()).toBeLessThan(deadline + 200)
    expect(calls.length).toBeLessThanOrEqual(2)
    expect(countOf(book)['deferred 1m']).toBeGreaterThanOrEqual(1_000)
    expect(countOf(book)['none']).toBeUndefined()
  })

  it('is none while the process is saturated, for a lane whose token is free', async () => {
    const { add, run, book, calls, tools } = open()
    add(many(8_000), 'resource-block')
    await saveUp(tools)

    await run({ deadlineAt: () => 0, isSaturated: () => true })

    expect(calls).toHaveLength(8)
    expect(countOf(book)).toEqual({ enriched: 8_000 })
  })

  it('is one though the process is saturated, for a lane that waits for its token', async () => {
    const { add, run, book, calls, tools } = open()
    add(many(10_000), 'resource-block')
    await saveUp(tools)

    await run({ deadlineAt: () => 0, isSaturated: () => true })

    expect(calls).toHaveLength(8)
    expect(countOf(book)).toEqual({ enriched: 8_000, 'deferred 10s': 2_000 })
  })

  it('does not drop the answer of a call that is under way', async () => {
    const { add, run, book } = open(undefined, {}, 1_500)
    add(['a'])
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline })

    expect(outcomes(book)).toEqual({ a: 'enriched' })
  })

  it('waits three seconds beyond it for a call that hangs, and leaves that under way', async () => {
    const { add, run, book, calls, tools } = open(undefined, {}, 30_000)
    add(['a'])
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline })

    expect(performance.now()).toBeLessThan(deadline + 3_200)
    expect(endsOf(book.endTurn(performance.now()))).toEqual({ a: 'deferred 10s' })
    expect(tools.tokens.standings(performance.now())).toMatchObject([{ used: 1 }])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toHaveLength(1)
    expect(book.open()).toEqual([])
  })

  it('waits five seconds beyond it while it is the process that is slow', async () => {
    const { add, run, book } = open(undefined, {}, 4_000)
    add(['a'])
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline, isSaturated: () => true })

    expect(outcomes(book)).toEqual({ a: 'enriched' })
  })

  it('is no end for a call under way: its event is served from it when it comes back', async () => {
    const { add, run, book, calls } = open(undefined, {}, 15_000)
    const runForASecond = () => {
      const deadline = performance.now() + 1_000
      return run({ deadlineAt: () => deadline })
    }
    add(['a'])
    await runForASecond()
    book.endTurn(performance.now())
    await vi.advanceTimersByTimeAsync(5_000)
    add(['a'])
    await runForASecond()
    expect(endsOf(book.endTurn(performance.now()))).toEqual({ a: 'deferred 10s' })
    await vi.advanceTimersByTimeAsync(15_000)
    add(['a'])

    await runForASecond()

    expect(endsOf(book.endTurn(performance.now()))).toEqual({ a: 'enriched' })
    expect(calls).toHaveLength(1)
    expect(book.size()).toBe(0)
  })

  it.each([
    ['an outage', refused(503), { a: 'upstream-5xx 10s' }, 1],
    ['a 401', refused(401), { a: 'parked 10m' }, 1],
    ['a 429', refused(429, 1_000), { a: 'enriched' }, 2],
  ] as const)(
    'keeps what such a call ended with, and tries nothing for nobody: %s',
    async (_what, answer, ends, most) => {
      const { add, run, book, calls } = open((_call, nth) => (nth === 1 ? answer : undefined), {}, 5_000)
      add(['a'])
      const deadline = performance.now() + 1_000
      await run({ deadlineAt: () => deadline })
      book.endTurn(performance.now())
      await vi.advanceTimersByTimeAsync(10_000)
      expect(calls).toHaveLength(1)
      add(['a'])

      await run()

      expect(endsOf(book.endTurn(performance.now()))).toEqual(ends)
      expect(calls).toHaveLength(most)
      expect(book.size()).toBe(0)
    },
  )

  it('has at most eight calls of a token under way, over however many turns', async () => {
    const { add, run, book, calls } = open(undefined, {}, 30_000)
    for (let turn = 0; turn < 9; turn++) {
      add(many(8_000, `turn ${turn} `), 'resource-block')
      const deadline = performance.now() + 1_000
      await run({ deadlineAt: () => deadline })
      book.endTurn(performance.now())
    }

    expect(calls).toHaveLength(8)
  })

  it('waits for a call that hangs where there is none', async () => {
    const { add, run, book } = open(undefined, {}, 29_000)
    add(['a'])

    await run()

    expect(outcomes(book)).toEqual({ a: 'enriched' })
  })

  it('does not try again after it', async () => {
    const { add, run, book, calls } = open(() => refused(500), {}, 1_500)
    add(['a'])
    const deadline = performance.now() + 1_000

    await run({ deadlineAt: () => deadline })

    expect(calls).toHaveLength(1)
    expect(outcomes(book)).toEqual({ a: 'deferred 10s' })
  })

  it('ends what is parked as parked, even when it has passed', async () => {
    const { add, run, book } = open(() => refused(401))
    add(['a'])
    await run()
    add(['b'])

    await run({ deadlineAt: () => 0 })

    expect(outcomes(book)).toEqual({ a: 'parked 10m', b: 'parked 10m' })
  })
})

describe('a lane that may not call', () => {
  it('sends nothing while older turns need the whole process', async () => {
    const { add, run, calls } = open()
    add(['a'])
    const startedAt = performance.now()

    await run({ mayCall: () => performance.now() - startedAt > 5_000 })

    expect(calls).toHaveLength(1)
    expect(calls[0]?.at).toBeGreaterThan(startedAt + 5_000)
  })

  it('asks whether the task is ours right before every call', async () => {
    const order: string[] = []
    const owns = () => {
      order.push('owns')
      return true
    }
    const { add, run } = open(
      ({ operation }) => {
        order.push(operation)
        return undefined
      },
      { task: { owns } },
    )
    add(many(1_001), 'resource-block')
    add(['m'], 'message')

    await run()

    const sends = order.filter((step) => step !== 'owns')
    expect(sends.length).toBeGreaterThanOrEqual(3)
    for (const [nth, step] of order.entries()) if (step !== 'owns') expect(order[nth - 1]).toBe('owns')
  })

  it('sends nothing while the task is not ours, and goes on when it is again', async () => {
    let isOurs = false
    const { add, run, calls, book } = open(undefined, { task: { owns: () => isOurs } })
    add(['a'])
    setTimeout(() => {
      expect(calls).toEqual([])
      isOurs = true
    }, 10_000)

    await run()

    expect(outcomes(book)).toEqual({ a: 'enriched' })
    expect(calls).toHaveLength(1)
  })

  it('asks again after it has taken in what arrived, which may have taken a while', async () => {
    let isOurs = true
    const { add, run, calls } = open(undefined, { task: { owns: () => isOurs } })
    add(['a'])
    const regain = () => {
      isOurs = true
    }
    const grow = async () => {
      if (performance.now() - startedAt > 9_000) return
      isOurs = false
      setTimeout(regain, 10_000)
    }
    const startedAt = performance.now()

    await run({ grow })

    expect(calls).toHaveLength(1)
    expect(calls[0]?.at).toBeGreaterThanOrEqual(startedAt + 10_000)
  })

  it('waits for its token again where another call took it meanwhile', async () => {
    const { add, run, calls, tools } = open()
    add(['a'])
    const spentAt: number[] = []
    const grow = async () => {
      if (spentAt.push(performance.now()) > 1) return
      for (let nth = 0; nth < 8; nth++) tools.tokens.spend(grand, performance.now())
    }

    await run({ grow })

    expect(spentAt).toHaveLength(2)
    expect((calls[0]?.at ?? 0) - (spentAt[0] ?? 0)).toBeGreaterThan(100)
  })

  it('turns no page while the task is not ours', async () => {
    let isOurs = true
    const { add, run, calls } = open(
      ({ operation }) => {
        if (operation !== 'messageThreads/getAll') return undefined
        isOurs = false
        return pageOf([{ Id: 't' }])
      },
      { task: { owns: () => isOurs } },
    )
    add(['m'], 'message')
    const startedAt = performance.now()
    setTimeout(() => {
      isOurs = true
    }, 10_000)

    await run()

    expect(calls.map(({ operation }) => operation)).toEqual(['messageThreads/getAll', 'messages/getAll'])
    expect((calls[1]?.at ?? 0) - startedAt).toBeGreaterThanOrEqual(10_000)
  })

  it('sends nothing more once the turn is over, and does not wait for what is under way', async () => {
    let isOver = false
    const { add, run, calls } = open(undefined, {}, 30_000)
    add(many(5_000), 'resource-block')
    setTimeout(() => {
      isOver = true
    }, 400)
    const startedAt = performance.now()

    await run({ isOver: () => isOver })

    const sent = calls.length
    expect(sent).toBeLessThan(5)
    expect(performance.now() - startedAt).toBeLessThan(600)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(calls).toHaveLength(sent)
  })

  it('turns no further page once the turn is over', async () => {
    let isOver = false
    const { add, run, calls } = open(({ operation }) => {
      isOver = true
      return pageOf(operation === 'messageThreads/getAll' ? [{ Id: 't' }] : [])
    })
    add(['m'], 'message')

    await run({ isOver: () => isOver })
    await vi.advanceTimersByTimeAsync(60_000)

    expect(calls.map(({ operation }) => operation)).toEqual(['messageThreads/getAll'])
  })

  it('throws what a call threw, though others are under way or about to go', async () => {
    const fault = new TypeError('a fault of ours')
    const { add, run } = open(async (_call, nth) => {
      if (nth === 2) throw fault
      return undefined
    })
    add(many(8_000), 'resource-block')

    await expect(run()).rejects.toBe(fault)
  })
})
