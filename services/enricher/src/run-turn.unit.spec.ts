import { partitionOf } from '@bellhop/kafka'
import type { Answer, Credential } from '@bellhop/mews'
import type { ThinEvent } from '@bellhop/records'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { credentialOf, routingOf } from './fakes/credentials.ts'
import { customerOf, mewsEntities } from './fakes/entities.ts'
import { thinOf } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { fieldsIn } from './fakes/fields-of.ts'
import { createFakeCodecs, createLaneTools } from './fakes/lane.ts'
import { type AnswerCall, createFakeMews, pageOf, refused } from './fakes/mews.ts'
import { serializerOf, topics } from './fakes/registry.ts'
import { runUntil } from './fakes/run-until.ts'
import { createFakeTask, type FakeTaskOptions } from './fakes/task.ts'
import { deferred } from './judge.ts'
import { createPassOver } from './pass-over.ts'
import { fromThin } from './pending-event.ts'
import { runTurn } from './run-turn.ts'
import { toWaitingEvent } from './to-waiting-event.ts'
import type { TurnResult } from './turn.ts'
import { createTurnstile } from './turnstile.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')
const bytesOf = serializerOf('thin-event')
const isRetry = (topic: string) => topics.retries.includes(topic)

const codecs = await createFakeCodecs()
fakeTime()

type Given = {
  readonly answer?: AnswerCall
  readonly latencyMs?: number
  readonly task?: FakeTaskOptions
  readonly credentials?: readonly Credential[]
  readonly partitions?: number
  readonly isCurrent?: () => boolean
  readonly isSaturated?: () => boolean
  readonly mayCall?: () => boolean
  readonly pass?: () => Promise<void>
}

function open({ answer, latencyMs, credentials = [grand, petite], partitions, ...given }: Given = {}) {
  const mews = createFakeMews(answer, latencyMs)
  const routing = routingOf(credentials, partitions)
  const task = createFakeTask(given.task)
  const lane = createLaneTools(mews.send, { task, signal: task.signal })
  const put = (...events: ThinEvent[]) => task.putThin(events, routing)
  const isCurrent = given.isCurrent ?? (() => true)
  const admitted = { mayCall: given.mayCall ?? (() => true), isSaturated: given.isSaturated ?? (() => false) }
  const tools = {
    task,
    events: codecs.events,
    routing,
    lane,
    heed: () => false,
    admitted,
    pass: given.pass ?? createTurnstile(),
    isRetry,
    passOver: createPassOver(task.mailbox, new Map(), () => performance.now()),
    isCurrent,
  }
  const run = () => runUntil(runTurn(tools))
  return { ...mews, task, put, run, routing, lane }
}

const eventsOf = (credential: Credential, ids: readonly string[], given: Partial<ThinEvent> = {}) =>
  ids.map((id) =>
    thinOf({
      entity_id: id,
      event_id: `${credential.name} ${id}`,
      enterprise_id: credential.enterpriseIds[0] ?? '',
      ...given,
    }),
  )
/** Events of resource blocks, the smallest entities. */
const blocksOf = (credential: Credential, count: number) =>
  eventsOf(credential, many(count), { discriminator: 'ResourceBlockUpdated' })
const many = (count: number, name = 'c') => Array.from({ length: count }, (_, nth) => `${name}${nth}`)

function endsOf(result: TurnResult | undefined): Record<string, string> {
  return Object.fromEntries(
    (result?.ended ?? []).map(({ event, end }) => [
      event.thin.event_id,
      'reason' in end ? `${end.reason}${'delay' in end ? ` ${end.delay}` : ''}` : end.end,
    ]),
  )
}

function countOf(result: TurnResult | undefined): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const end of Object.values(endsOf(result))) counts[end] = (counts[end] ?? 0) + 1
  return counts
}

describe('a turn', () => {
  it('is none when nothing waits', async () => {
    expect(await open().run()).toBeUndefined()
  })

  it('makes five calls of a thousand for 5,000 events of one operation', async () => {
    const { put, run, calls } = open()
    put(...blocksOf(grand, 5_000))

    const turn = await run()

    expect(calls.map(({ ids }) => ids.length)).toEqual([1_000, 1_000, 1_000, 1_000, 1_000])
    expect(turn?.taken).toHaveLength(5_000)
    expect(countOf(turn?.result)).toEqual({ enriched: 5_000 })
    expect(turn?.result.fetched).toHaveLength(5_000)
  })

  it('makes one call and one record of two kinds of event about one entity', async () => {
    const { put, run, calls } = open()
    put(thinOf({ event_id: 'a', discriminator: 'CustomerAdded' }), thinOf({ event_id: 'b' }))

    const turn = await run()

    expect(calls.map(({ ids }) => ids)).toEqual([['c1']])
    expect(turn?.result.fetched).toHaveLength(1)
    expect(turn?.result.fetched[0]?.events.map(({ thin }) => thin.event_id).sort()).toEqual(['a', 'b'])
    expect(endsOf(turn?.result)).toEqual({ a: 'enriched', b: 'enriched' })
  })

  it('makes one call for an entity that more events name than a record may list', async () => {
    const { put, run, calls } = open()
    put(...many(1_200, 'e').map((event_id) => thinOf({ event_id })))

    const turn = await run()

    expect(calls).toHaveLength(1)
    expect(countOf(turn?.result)).toEqual({ enriched: 1_200 })
    expect(turn?.result.fetched.map(({ events }) => events.length)).toEqual([1_200])
  })

  it('takes no more when it has 32 MiB of values, and leaves the others for the next', async () => {
    const { task, run } = open()
    for (let nth = 0; nth < 40; nth++) task.put('mews.events.customer-added', 'grand', Buffer.alloc(1_024 * 1_024))

    expect((await run())?.taken).toHaveLength(32)
    expect((await run())?.taken).toHaveLength(8)
  })

  it('fetches again for an event that arrives after the fetch began', async () => {
    const { put, run, calls } = open({
      latencyMs: 300,
      answer: ({ ids, operation }, nth) =>
        operation === 'customers/getAll'
          ? pageOf(ids.map((id) => customerOf(id, { FirstName: `call ${nth}` })))
          : undefined,
    })
    put(thinOf({ event_id: 'early' }), ...eventsOf(grand, ['p'], { discriminator: 'PaymentUpdated' }))
    // The first call is on its way then, and the second has yet to go out.
    setTimeout(() => put(thinOf({ event_id: 'late' })), 350)

    const turn = await run()

    expect(calls.map(({ ids }) => ids)).toEqual([['c1'], ['p'], ['c1']])
    const record = turn?.result.fetched.find(({ id }) => id === 'c1')
    expect(record?.events.map(({ thin }) => thin.event_id)).toEqual(['early', 'late'])
    expect(record && fieldsIn(record)).toMatchObject({ first_name: 'call 3' })
  })

  it('waits a moment before its first call, so that the events of one webhook meet', async () => {
    const { put, run, calls } = open()
    put(thinOf({ event_id: 'added', discriminator: 'CustomerAdded' }))
    setTimeout(() => put(thinOf({ event_id: 'updated', discriminator: 'CustomerUpdated' })), 100)

    const turn = await run()

    expect(calls).toHaveLength(1)
    expect(turn?.result.fetched.map(({ events }) => events.map(({ thin }) => thin.event_id))).toEqual([
      ['added', 'updated'],
    ])
  })

  it('takes nothing while older turns need the whole process, and asks for nothing where nothing waits', async () => {
    const mayCall = vi.fn(() => performance.now() >= until)
    const { put, run, task } = open({ mayCall })
    let until = performance.now() + 5_000
    expect(await run()).toBeUndefined()
    expect(mayCall).not.toHaveBeenCalled()

    until = performance.now() + 5_000
    put(...eventsOf(grand, ['a']))
    const take = vi.spyOn(task.mailbox, 'take')
    let takenWaiting: number | undefined
    setTimeout(() => {
      takenWaiting = take.mock.calls.length
    }, 4_900)

    expect(endsOf((await run())?.result)).toEqual({ 'grand a': 'enriched' })
    expect(performance.now()).toBeGreaterThanOrEqual(until)
    expect(takenWaiting).toBe(0)
  })

  it('makes dead letters of what cannot be read, and goes on with the others', async () => {
    const { task, put, run } = open()
    task.put('mews.events.customer-added', 'grand', Buffer.from('garbage'))
    task.put('mews.events.customer-added', 'grand', null)
    put(thinOf())

    const turn = await run()

    expect(turn?.result.unreadable.map(({ original, end }) => [original?.toString(), end.reason])).toEqual([
      ['garbage', 'undecodable'],
      [undefined, 'undecodable'],
    ])
    expect(countOf(turn?.result)).toEqual({ enriched: 1 })
  })

  it('lets events of an unknown enterprise wait, and moves those of another partition, without a call', async () => {
    const partitions = 12
    const away = Array.from({ length: 50 }, (_, nth) => `enterprise ${nth}`)
    const [here, there] = [
      away.find((id) => partitionOf(id, partitions) === 0) ?? '',
      away.find((id) => partitionOf(id, partitions) !== 0) ?? '',
    ]
    const { put, run, calls } = open({ partitions, credentials: [] })
    put(thinOf({ event_id: 'a', enterprise_id: here }), thinOf({ event_id: 'b', enterprise_id: there }))

    const turn = await run()

    expect(endsOf(turn?.result)).toEqual({ a: 'unknown-enterprise 10m', b: 'moved 10s' })
    expect(turn?.result.ended.map(({ lane }) => lane)).toEqual([here, there])
    expect(calls).toEqual([])
  })

  it('leaves records of a retry topic alone until they are due', async () => {
    const { task, run } = open()
    const pending = fromThin(thinOf(), { topic: 't', partition: 0, offset: 0 }, Buffer.alloc(0))
    task.putWaiting(topics.retry['10s'], toWaitingEvent(pending, deferred('10s'), Date.now()), 'grand')

    expect(await run()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(10_000)

    expect(endsOf((await run())?.result)).toEqual({ 'event of c1': 'enriched' })
  })
})

describe('lanes that share a partition', () => {
  const frozenGrand: AnswerCall = ({ credential }) => (credential === 'grand' ? refused(429, 45_000) : undefined)

  it('do not hold each other up beyond the deadline', async () => {
    const { put, run } = open({ answer: frozenGrand })
    put(...eventsOf(grand, ['a']), ...eventsOf(petite, ['b']))
    const startedAt = performance.now()

    const turn = await run()

    expect(performance.now() - startedAt).toBeLessThan(1_500)
    expect(endsOf(turn?.result)).toEqual({ 'grand a': 'deferred 1m', 'petite b': 'enriched' })
  })

  it('are not deferred where it is the process that is slow, unless the directory has changed', async () => {
    const late = (ms: number) => ({ isCurrent: () => performance.now() < ms, isSaturated: () => true })
    const slow: AnswerCall = async () => {
      await new Promise((resolve) => setTimeout(resolve, 900))
      return undefined
    }
    const given = { answer: slow, latencyMs: 0, credentials: [grand, petite] }
    const runWith = async (until: number) => {
      const { put, run } = open({ ...given, ...late(until) })
      put(...blocksOf(grand, 1_000), ...blocksOf(petite, 1_000))
      return countOf((await run())?.result)
    }

    expect(await runWith(Number.POSITIVE_INFINITY)).toEqual({ enriched: 2_000 })
    expect(await runWith(performance.now() + 100)).toEqual({ 'deferred 10s': 2_000 })
  })

  it('make a full call each where their windows are long, and leave the rest where it is', async () => {
    const [north, south] = ['north', 'south'].map((name) => credentialOf(name, { windowSeconds: 600 }))
    if (north === undefined || south === undefined) throw new Error('There are two')
    const { put, run, calls } = open({ credentials: [north, south] })
    const [ours, theirs] = [blocksOf(north, 4_000), blocksOf(south, 4_000)]
    put(...ours.flatMap((event, nth) => [event, ...theirs.slice(nth, nth + 1)]))

    const turn = await run()

    expect(calls.map(({ ids }) => ids.length)).toEqual([1_000, 1_000])
    expect(countOf(turn?.result)).toEqual({ enriched: 2_000 })
  })

  it('take in all that waits for them before they call, however busy the process is', async () => {
    const pass = () => new Promise<void>((resolve) => setTimeout(resolve, 600))
    const { put, run, calls } = open({ pass })
    const [ours, theirs] = [blocksOf(grand, 3_000), blocksOf(petite, 3_000)]
    put(...ours.flatMap((event, nth) => [event, ...theirs.slice(nth, nth + 1)]))

    await run()

    expect(calls.map(({ ids }) => ids.length)).toEqual(Array(6).fill(1_000))
  })

  it('take in nothing more for one that has made its call, which would only be deferred', async () => {
    const [north, south] = [
      credentialOf('north', { windowSeconds: 600 }),
      credentialOf('south', { windowSeconds: 640 }),
    ]
    const { put, run, calls } = open({ credentials: [north, south] })
    const [ours, theirs] = [blocksOf(north, 4_000), blocksOf(south, 4_000)]
    put(...ours.flatMap((event, nth) => [event, ...theirs.slice(nth, nth + 1)]))
    await run()
    // In the next turn the one calls at once, and the other while the turn still takes in what arrives.
    await vi.advanceTimersByTimeAsync(3_000)

    const turn = await run()

    expect(calls.map(({ ids }) => ids.length)).toEqual([1_000, 1_000, 1_000, 1_000])
    expect(countOf(turn?.result)).toEqual({ enriched: 2_000 })
    expect(turn?.taken).toHaveLength(2_000)
  })

  it('do not hold each other up by a call that hangs', async () => {
    const { put, run, calls } = open({
      latencyMs: 0,
      answer: async ({ credential }) => {
        if (credential === 'grand') await new Promise((resolve) => setTimeout(resolve, 30_000))
        return undefined
      },
    })
    put(...eventsOf(grand, ['a']), ...eventsOf(petite, ['b']))
    const startedAt = performance.now()

    const turn = await run()

    expect(performance.now() - startedAt).toBeLessThan(4_500)
    const ends = { 'grand a': 'deferred 10s', 'petite b': 'enriched' }
    expect(endsOf(turn?.result)).toEqual(ends)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toHaveLength(2)
    expect(turn?.result.fetched.map(({ id }) => id)).toEqual(['b'])
    expect(endsOf(turn?.result)).toEqual(ends)
  })

  it('have the deadline as soon as another one is waiting', async () => {
    const { put, run } = open({ answer: frozenGrand })
    put(...eventsOf(grand, ['a']))
    setTimeout(() => put(...eventsOf(petite, ['b'])), 20_000)
    const startedAt = performance.now()

    const turn = await run()

    expect(performance.now() - startedAt).toBeGreaterThan(20_000)
    expect(performance.now() - startedAt).toBeLessThan(21_500)
    expect(endsOf(turn?.result)).toEqual({ 'grand a': 'deferred 1m' })
    expect(endsOf((await run())?.result)).toEqual({ 'petite b': 'enriched' })
  })

  it('have it too when the other waits in a retry topic behind records of the first', async () => {
    const { task, put, run } = open({ answer: frozenGrand })
    const waiting = (credential: Credential, id: string) => {
      const [thin = thinOf()] = eventsOf(credential, [id])
      const pending = fromThin(thin, { topic: 't', partition: 0, offset: 0 }, Buffer.alloc(0))
      return toWaitingEvent(pending, deferred('10s'), Date.now() - 5_000)
    }
    task.putWaiting(topics.retry['10s'], waiting(grand, 'due later'), 'grand')
    task.putWaiting(topics.retry['10s'], waiting(petite, 'b'), 'petite')
    put(...eventsOf(grand, ['a']))
    const startedAt = performance.now()

    await run()

    expect(performance.now() - startedAt).toBeLessThan(7_000)
    expect(endsOf((await run())?.result)['petite b']).toBe('enriched')
  })

  it('have none while a lane is alone with nothing else to do: it waits for its token', async () => {
    const { put, run } = open({
      answer: (_call, nth) => (nth === 1 ? refused(429, 45_000) : undefined),
    })
    put(...eventsOf(grand, ['a']))

    expect(endsOf((await run())?.result)).toEqual({ 'grand a': 'enriched' })
  })

  it('do not keep what is done, or what came, waiting for a token that rests for long', async () => {
    const north = credentialOf('north', { chain: 'chain' })
    const south = credentialOf('south', { chain: 'chain' })
    const { put, run } = open({
      credentials: [north, south],
      answer: ({ credential }) => (credential === 'north' ? refused(429, 3_600_000) : undefined),
    })
    put(...eventsOf(north, ['a']), ...eventsOf(south, ['b']))
    const startedAt = performance.now()

    const turn = await run()

    expect(endsOf(turn?.result)).toEqual({ 'north a': 'deferred 10m', 'south b': 'enriched' })
    put(...eventsOf(north, ['c']))
    setTimeout(() => put(...eventsOf(south, ['d'])), 3_000)
    expect(endsOf((await run())?.result)).toEqual({ 'north c': 'deferred 10m' })
    expect(endsOf((await run())?.result)).toEqual({ 'south d': 'enriched' })
    expect(performance.now() - startedAt).toBeLessThan(7_000)
  })

  it('keep together what a short rest holds up', async () => {
    const { put, run } = open({
      answer: (_call, nth) => (nth === 2 ? refused(429, 4_000) : undefined),
    })
    put(...eventsOf(grand, ['a']), ...eventsOf(grand, ['p'], { discriminator: 'PaymentUpdated' }))

    expect(countOf((await run())?.result)).toEqual({ enriched: 2 })
  })

  it('lose nothing that comes for a lane at the moment it ends', async () => {
    // Both calls are answered in the same instant. The one lane is done then; the other has to ask again, and takes in
    // an event of the first while that is ending.
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const third = credentialOf('third')
    const { put, run } = open({
      credentials: [grand, petite, third],
      latencyMs: 0,
      answer: async ({ credential }) => {
        if (credential !== 'third') await gate
        return undefined
      },
    })
    put(...eventsOf(grand, ['a']), ...eventsOf(petite, ['b']), ...eventsOf(third, ['c']))
    put(...eventsOf(third, ['p'], { discriminator: 'PaymentUpdated' }))
    setTimeout(() => put(...eventsOf(petite, ['b'], { event_id: 'b again' })), 400)
    setTimeout(() => {
      put(...eventsOf(grand, ['late']))
      release()
    }, 750)

    const turn = await run()

    expect(endsOf(turn?.result)).toEqual({
      'grand a': 'enriched',
      'petite b': 'enriched',
      'b again': 'enriched',
      'third c': 'enriched',
      'third p': 'enriched',
      'grand late': 'enriched',
    })
  })
})

describe('a turn that is lost', () => {
  it('sends nothing more, and ends soon though calls are under way', async () => {
    const { put, run, calls, task } = open({ latencyMs: 30_000 })
    put(...blocksOf(grand, 9_000), ...eventsOf(petite, ['a']))
    setTimeout(() => task.abort(), 500)
    const startedAt = performance.now()

    await run()

    const sent = calls.length
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(calls).toHaveLength(sent)
  })

  it('sends nothing while it may not, though its signal stands', async () => {
    let isOurs = true
    const { put, run, calls } = open({ task: { owns: () => isOurs }, latencyMs: 1 })
    put(...blocksOf(grand, 3_000))
    setTimeout(() => {
      isOurs = false
    }, 400)
    let sent = 0
    setTimeout(() => {
      sent = calls.length
    }, 401)
    setTimeout(() => {
      expect(calls).toHaveLength(sent)
      isOurs = true
    }, 60_000)

    const turn = await run()

    expect(sent).toBe(1)
    expect(countOf(turn?.result)).toEqual({ enriched: 3_000 })
  })

  it('throws a fault of ours, when no other lane makes calls any more', async () => {
    const fault = new TypeError('a fault of ours')
    const { put, run, calls } = open({
      latencyMs: 300,
      answer: async ({ credential }) => {
        if (credential === 'petite') throw fault
        return undefined
      },
    })
    put(...blocksOf(grand, 9_000), ...eventsOf(petite, ['a']))

    await expect(run()).rejects.toBe(fault)

    const sent = calls.length
    expect(sent).toBeLessThan(5)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(calls).toHaveLength(sent)
  })
})

describe('whatever Mews answers', () => {
  const answers: ReadonlyArray<(ids: readonly string[]) => Answer | undefined> = [
    () => undefined,
    () => pageOf([]),
    (ids) => pageOf(ids.slice(0, Math.ceil(ids.length / 2)).map((id) => customerOf(id, { Notes: 7 }))),
    (ids) => pageOf(ids.filter((_, nth) => nth % 2 === 0).map((id) => ({ ...mewsEntities.payment, Id: id }))),
    () => pageOf([null, 'junk', { Id: 'foreign' }]),
    () =>
      pageOf(
        Array.from({ length: 1_000 }, (_, nth) => ({ Id: `x${nth}` })),
        'cursor',
      ),
    () => refused(429),
    () => refused(429, 3_000),
    () => refused(429, 0),
    () => refused(401),
    () => refused(400),
    () => refused(403),
    () => refused(409),
    () => refused(500),
    () => refused(503, 1_000),
    () => ({ kind: 'unreachable', cause: 'timeout' }),
    () => ({ kind: 'unreachable', cause: 'connection' }),
    () => ({ kind: 'unreachable', cause: 'not-json' }),
  ]
  const kinds = ['CustomerAdded', 'CustomerUpdated', 'PaymentUpdated', 'MessageAdded', 'ResourceUpdated', 'Unheard']

  it('every record that was taken has exactly one end', async () => {
    const event = fc.record({
      kind: fc.constantFrom(...kinds),
      credential: fc.constantFrom(grand, petite, credentialOf('unknown')),
      id: fc.integer({ min: 0, max: 12 }),
      afterMs: fc.integer({ min: 0, max: 1_500 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(answers.length - 1), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 900 }),
        async (given, script, latencyMs) => {
          const { task, run, calls } = open({
            latencyMs,
            // Mews answers well in the end: a lane that is alone waits for its token however long it takes.
            answer: ({ ids }, nth) => (nth > 60 ? undefined : answers[script[nth % script.length] ?? 0]?.(ids)),
          })
          let count = 0
          const put = ({ kind, credential, id }: (typeof given)[number]) => {
            const [thin = thinOf()] = eventsOf(credential, [`${id}`], { discriminator: kind, event_id: `${count++}` })
            const topic = topics.event(kind) ?? 'mews.events.customer-added'
            task.put(topic, credential.name, bytesOf(thin))
          }
          put(given[0] ?? { kind: 'CustomerAdded', credential: grand, id: 0, afterMs: 0 })
          for (const late of given.slice(1)) setTimeout(() => put(late), late.afterMs)

          const turn = await run()

          const ends = turn?.result.ended.map(({ event: { source } }) => `${source.topic} ${source.offset}`) ?? []
          const taken = turn?.taken.map(({ topic, offset }) => `${topic} ${offset}`) ?? []
          expect(ends.sort()).toEqual(taken.sort())
          const listed = turn?.result.fetched.flatMap(({ events }) => events) ?? []
          const enriched = turn?.result.ended.filter(({ end }) => end.end === 'enriched') ?? []
          expect(new Set(listed)).toEqual(new Set(enriched.map((ended) => ended.event)))
          expect(listed).toHaveLength(enriched.length)
          expect(calls.length).toBeLessThan(500)
          vi.clearAllTimers()
        },
      ),
      { numRuns: 100, seed: 1 },
    )
  })
})
