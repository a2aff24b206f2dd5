import { KafkaError, type ReadPartition } from '@bellhop/kafka'
import { type Answer, createBreaker } from '@bellhop/mews'
import type { Control, ThinEvent } from '@bellhop/records'
import { fromNote, isBalanced } from '@bellhop/records'
import { createLogger } from '@bellhop/runtime'
import fc from 'fast-check'
import { describe, expect, it, type Mock, vi } from 'vitest'
import { createAdmission } from './admission.ts'
import type { SendUntil } from './api.ts'
import { systemClock } from './clock.ts'
import { credentialOf, routingOf } from './fakes/credentials.ts'
import { createFakeDirectory } from './fakes/directory.ts'
import { customerOf, mewsEntities } from './fakes/entities.ts'
import { receivedAt, thinOf } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { createFakeCodecs, entityNames } from './fakes/lane.ts'
import { type AnswerCall, createFakeMews, pageOf, refused } from './fakes/mews.ts'
import { readerOf, topics } from './fakes/registry.ts'
import { runUntil } from './fakes/run-until.ts'
import { createFakeTask, type FakeTask, type FakeTaskOptions } from './fakes/task.ts'
import type { Halts } from './halts.ts'
import { createHeed } from './heed-control.ts'
import type { Observe } from './observe.ts'
import { createRunTask } from './run-task.ts'
import type { Memory } from './states.ts'
import { createTellHalts } from './tell-halts.ts'
import type { Tokens } from './tokens.ts'
import { createTurnstile } from './turnstile.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')
const routing = routingOf([grand, petite])
const topic = 'mews.events.customer-updated'
const readDeadLetter = readerOf('dead-letter')
const readWaiting = readerOf('waiting-event')
type Published = { readonly event_ids: readonly string[]; readonly fetched_at: number }
const readers: Readonly<Record<string, (value: Buffer | null) => Published>> = Object.fromEntries(
  entityNames.map((entity) => [topics.entity(entity), readerOf(entity)]),
)

const codecs = await createFakeCodecs()
fakeTime()

/** A log that keeps its lines. */
function openLog() {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  return { lines, log: createLogger({ service: 'enricher', level: 'info', destination }) }
}

function open(answer?: AnswerCall, options: FakeTaskOptions = {}, latencyMs?: (nth: number) => number) {
  const mews = createFakeMews(answer, latencyMs)
  const task = createFakeTask(options)
  const observe = {
    committed: vi.fn<Observe['committed']>(),
    restoring: vi.fn<Observe['restoring']>(),
    restored: vi.fn<Observe['restored']>(),
    failed: vi.fn<Observe['failed']>(),
    frozen: vi.fn<Observe['frozen']>(),
    parked: vi.fn<Observe['parked']>(),
    strangers: vi.fn<Observe['strangers']>(),
  }
  const standings = new Set<Tokens>()
  const halted = new Set<Halts>()
  const signals: AbortSignal[] = []
  const breaker = createBreaker(
    async (call) => {
      const credential = [grand, petite].find(({ accessToken }) => accessToken === call.accessToken) ?? grand
      return (await mews.send(credential, call, 0)).answer
    },
    () => 'https://api.example.com',
    () => undefined,
  )
  const send: SendUntil = async ({ accessToken }, request, _ids, signal) => {
    signals.push(signal)
    const beganAt = Date.now()
    return { answer: await breaker.fetchPage({ ...request, accessToken, signal }), beganAt }
  }
  const directory = createFakeDirectory([grand, petite])
  const memories = new Set<Memory>()
  const readPartition: ReadPartition = (_to, _signal, onRecords) => Promise.resolve(onRecords(task.stored))
  const { log, lines } = openLog()
  const heed = createHeed(topics.control, readerOf('control'), log)
  const tellHalts = createTellHalts(log)
  const sets = { standings, memories, halted }
  const given = { ...codecs, topics, directory, send, breaker, clock: systemClock, observe, readPartition }
  const admit = createAdmission(() => false, systemClock.mono)
  const tools = { ...given, ...sets, heed, admit, pass: createTurnstile(), tellHalts }
  const runTask = createRunTask(tools)
  const put = (...events: ThinEvent[]) => task.putThin(events, routing)
  const running = () => {
    const run = runTask(task)
    run.catch(() => undefined)
    return run
  }
  return { ...mews, task, directory, observe, ...sets, tools, lines, signals, put, running, runTask }
}

/** Runs the task for a while, then takes it away. */
async function runFor(ms: number, task: FakeTask, running: () => Promise<void>) {
  const run = running()
  await vi.advanceTimersByTimeAsync(ms)
  task.abort()
  await runUntil(run)
}

const event = (event_id: string, given: Partial<ThinEvent> = {}) => thinOf({ event_id, ...given })

describe('the work of a task', () => {
  it('commits records, offsets and sums of a turn together', async () => {
    const { task, put, running } = open()
    put(event('a'), event('b', { entity_id: 'c2' }), event('c', { discriminator: 'CustomerAdded' }))

    await runFor(5_000, task, running)

    expect(task.turns).toHaveLength(1)
    const [turn] = task.turns
    expect(turn?.records.map(({ topic: name, key }) => [name, key])).toEqual([
      ['mews.entities.customer', 'c1'],
      ['mews.entities.customer', 'c2'],
      ['mews.state.entities', 'customer/c1'],
      ['mews.state.entities', 'customer/c2'],
    ])
    expect(turn?.progress).toEqual(
      new Map([
        [topic, { offset: 2, note: 'v1 2 2 0 0 0' }],
        ['mews.events.customer-added', { offset: 1, note: 'v1 1 1 0 0 0' }],
      ]),
    )
  })

  it('goes on with the sums of its last turn, and of the owner before', async () => {
    const { task, put, running } = open(undefined, { notes: new Map([[topic, 'v1 10 6 1 2 1']]) })
    put(event('a'))
    setTimeout(() => put(event('b'), event('c', { entity_id: 'c2' })), 3_000)

    await runFor(6_000, task, running)

    expect(task.turns.map(({ progress }) => progress.get(topic))).toEqual([
      { offset: 1, note: 'v1 11 7 1 2 1' },
      { offset: 3, note: 'v1 13 9 1 2 1' },
    ])
  })

  it('does not begin where the notes are not ours', async () => {
    const { running, calls } = open(undefined, { notes: new Map([[topic, 'someone else']]) })

    await expect(runUntil(running())).rejects.toThrow("is not Bellhop's")
    expect(calls).toEqual([])
  })

  it('throws a turn away when the task is lost before its commit', async () => {
    const { task, put, running, calls } = open()
    put(event('a'))
    const run = running()
    await vi.advanceTimersByTimeAsync(330)
    expect(calls).toHaveLength(1)

    task.abort()
    await runUntil(run)

    expect(task.turns).toEqual([])
  })

  it('rejects with what the commit rejected with, and keeps no sums of it', async () => {
    const lost = new KafkaError('kafka.task-lost', 'lost')
    const { put, running, observe, standings } = open(undefined, {
      beforeCommit: () => {
        throw lost
      },
    })
    put(event('a'))

    await expect(runUntil(running())).rejects.toBe(lost)

    expect(observe.failed).toHaveBeenCalledOnce()
    expect(observe.committed).not.toHaveBeenCalled()
    expect(standings.size).toBe(0)
  })

  it('fetches the next turn while one is committed, and commits it after that', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const beforeCommit = vi.fn(() => held)
    const { task, put, running, calls } = open(undefined, { beforeCommit })
    put(event('a'))
    const run = running()
    await vi.advanceTimersByTimeAsync(1_000)
    put(event('b', { entity_id: 'c2' }))
    await vi.advanceTimersByTimeAsync(5_000)

    expect([calls.length, beforeCommit.mock.calls.length, task.turns.length]).toEqual([2, 1, 0])
    release()
    await vi.advanceTimersByTimeAsync(1_000)
    expect([beforeCommit.mock.calls.length, task.turns.length]).toEqual([2, 2])

    task.abort()
    await runUntil(run)
  })

  it('throws the next turn away with the one whose commit failed', async () => {
    const lost = new KafkaError('kafka.task-lost', 'lost')
    let fail = () => {}
    const failing = new Promise<void>((_, reject) => {
      fail = () => reject(lost)
    })
    const { task, put, running, calls } = open(undefined, { beforeCommit: () => failing })
    put(event('a'))
    const run = running()
    await vi.advanceTimersByTimeAsync(1_000)
    put(event('b', { entity_id: 'c2' }))
    await vi.advanceTimersByTimeAsync(5_000)
    fail()

    await expect(runUntil(run)).rejects.toBe(lost)
    expect([calls.length, task.turns.length]).toEqual([2, 0])
  })

  it('does not end before what it is committing is settled', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { task, put, running } = open(undefined, { beforeCommit: () => held })
    put(event('a'))
    const run = running()
    let hasEnded = false
    void run.then(() => {
      hasEnded = true
    })
    await vi.advanceTimersByTimeAsync(1_000)
    task.abort()
    await vi.advanceTimersByTimeAsync(5_000)

    expect(hasEnded).toBe(false)
    release()
    await runUntil(run)
    expect(task.turns).toHaveLength(1)
  })

  it('shows its budgets while it is worked for', async () => {
    const { task, put, running, standings } = open()
    put(event('a'))
    const run = running()
    await vi.advanceTimersByTimeAsync(1_000)

    expect([...standings].flatMap((tokens) => tokens.standings(performance.now()))).toMatchObject([
      { credential: grand, used: 1 },
    ])
    task.abort()
    await runUntil(run)
    expect(standings.size).toBe(0)
  })

  it('lets a token rest on, and an operation stay parked, when it begins anew', async () => {
    const { task, put, runTask, calls } = open(({ credential }) =>
      credential === 'grand' ? refused(429, 100_000) : refused(401),
    )
    put(event('a'), event('b', { enterprise_id: petite.enterpriseIds[0] ?? '' }))
    await runFor(3_000, task, () => runTask(task))
    expect(calls).toHaveLength(2)
    const again = createFakeTask()
    again.putThin([event('c'), event('d', { enterprise_id: petite.enterpriseIds[0] ?? '' })], routing)

    await runFor(90_000, again, () => runTask(again))

    expect(calls).toHaveLength(2)
    const waiting = again.turns.flatMap(({ records }) => records)
    expect(waiting.map(({ value }) => readerOf('waiting-event')(value).last_reason).sort()).toEqual([
      'deferred',
      'parked',
    ])
  })

  it('takes nothing while the task is not ours', async () => {
    let isOurs = false
    const { task, put, running, calls } = open(undefined, { owns: () => isOurs })
    put(event('a'))
    setTimeout(() => {
      expect(calls).toEqual([])
      isOurs = true
    }, 5_000)

    await runFor(10_000, task, running)

    expect(task.turns).toHaveLength(1)
  })

  it('asks once more after 10 s for an entity that is missing, then makes a dead letter', async () => {
    const { task, put, running, calls } = open(() => pageOf([]), { isFedBack: true })
    put(event('a'))

    await runFor(30_000, task, running)

    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(10_000)
    expect(calls).toHaveLength(2)
    const [waiting, dead] = task.turns.flatMap(({ records }) => records)
    expect(readerOf('waiting-event')(waiting?.value ?? null)).toMatchObject({ attempts: 1, last_reason: 'absent' })
    expect(readerOf('dead-letter')(dead?.value ?? null)).toMatchObject({
      reason: 'absent',
      attempts: 2,
      source_topic: 'mews.retries.10s',
      event_id: 'a',
    })
  })
})

describe('what was published last', () => {
  /** A customer as Mews has it at a second of the day. */
  const customerAt = (second: number, FirstName: string) => ({
    ...mewsEntities.customer,
    Id: 'c1',
    FirstName,
    UpdatedUtc: new Date(receivedAt + second * 1_000).toISOString(),
  })
  const namesIn = (task: FakeTask) =>
    task.turns.flatMap(({ records }) =>
      records
        .filter(({ topic: name }) => name === 'mews.entities.customer')
        .map(({ value }) => readerOf('customer')(value).first_name),
    )

  it('is not published again', async () => {
    const { task, put, running, observe } = open(() => pageOf([customerAt(1, 'Ada')]))
    put(event('a'))
    setTimeout(() => put(event('b')), 3_000)

    await runFor(6_000, task, running)

    expect(namesIn(task)).toEqual(['Ada'])
    expect(unchangedIn(observe)).toEqual(['b'])
    expect(task.turns[1]).toMatchObject({
      records: [],
      progress: new Map([[topic, { offset: 2, note: 'v1 2 1 1 0 0' }]]),
    })
  })

  it('is followed by another state of the same second, since it was fetched later', async () => {
    const { task, put, running } = open((_call, nth) => pageOf([customerAt(1, nth === 1 ? 'Ada' : 'Grace')]))
    put(event('a'))
    setTimeout(() => put(event('b')), 3_000)

    await runFor(6_000, task, running)

    expect(namesIn(task)).toEqual(['Ada', 'Grace'])
  })

  it('is never followed by an older answer: it is asked for again every ten seconds, until Mews has caught up', async () => {
    const seconds = [5, 1, 1, 6]
    const { task, put, running, calls, observe } = open(
      (_call, nth) => pageOf([customerAt(seconds[nth - 1] ?? 0, `state of ${seconds[nth - 1]}`)]),
      { isFedBack: true },
    )
    put(event('a'))
    setTimeout(() => put(event('b')), 3_000)

    await runFor(60_000, task, running)

    expect(namesIn(task)).toEqual(['state of 5', 'state of 6'])
    expect(calls).toHaveLength(4)
    expect((calls[2]?.at ?? 0) - (calls[1]?.at ?? 0)).toBeGreaterThanOrEqual(10_000)
    expect(endedIn(task)).toEqual(['a', 'b'])
    expect(observe.committed.mock.calls.map(([, { stale }]) => stale.length)).toEqual([0, 1, 1, 0])
  })

  it('ends the events of an answer that stays older as unchanged, after three more', async () => {
    const { task, put, running, calls, observe } = open(
      (_call, nth) => pageOf([customerAt(nth === 1 ? 5 : 1, `answer ${nth}`)]),
      { isFedBack: true },
    )
    put(event('a'))
    setTimeout(() => put(event('b')), 3_000)

    await runFor(120_000, task, running)

    expect(namesIn(task)).toEqual(['answer 1'])
    expect(calls).toHaveLength(5)
    expect(unchangedIn(observe)).toEqual(['b'])
  })

  it('is known to the next owner', async () => {
    const first = open(() => pageOf([customerAt(5, 'Ada')]))
    first.put(event('a'))
    await runFor(3_000, first.task, first.running)

    const next = open(() => pageOf([customerAt(1, 'older')]), { stored: first.task.stored })
    next.put(event('b'))
    await runFor(3_000, next.task, next.running)

    expect(first.task.stored).toHaveLength(1)
    expect(namesIn(next.task)).toEqual([])
    expect(next.observe.restored).toHaveBeenCalledWith(
      0,
      { records: 1, unreadable: 0, entities: 1 },
      expect.any(Number),
    )
  })

  it('is only what was committed: a turn that was thrown away is published when it is done again', async () => {
    const lost = new KafkaError('kafka.task-lost', 'lost')
    let isRefused = true
    const { task, put, runTask, memories } = open(() => pageOf([customerAt(5, 'Ada')]), {
      beforeCommit: () => {
        if (isRefused) throw lost
      },
    })
    put(event('a'))
    await expect(runUntil(runTask(task))).rejects.toBe(lost)
    expect(memories.size).toBe(0)

    isRefused = false
    put(event('a'))
    await runFor(3_000, task, () => runTask(task))

    expect(namesIn(task)).toEqual(['Ada'])
  })

  it('is restored before the first call, and shown as restoring until then', async () => {
    const { task, put, calls, memories, tools } = open()
    let release: () => void = () => undefined
    const readPartition: ReadPartition = () =>
      new Promise((resolve) => {
        release = resolve
      })
    const runTask = createRunTask({ ...tools, readPartition })
    put(event('a'))
    const run = runTask(task)

    await vi.advanceTimersByTimeAsync(5_000)
    expect(calls).toEqual([])
    expect([...memories]).toMatchObject([{ isRestored: false }])

    release()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(calls).toHaveLength(1)
    expect([...memories].map(({ isRestored, states }) => [isRestored, states.size()])).toEqual([[true, 1]])
    task.abort()
    await runUntil(run)
    expect(memories.size).toBe(0)
  })
})

describe('lanes that share a partition, where every call is slow', () => {
  const ofPetite = { enterprise_id: petite.enterpriseIds[0] ?? '', entity_id: 'c2' }

  it('get on: two events and an API of three seconds are two calls and two records', async () => {
    const { task, put, running, calls } = open(undefined, { isFedBack: true }, () => 3_000)
    put(event('a'), event('b', ofPetite))

    await runFor(3_600_000, task, running)

    expect(calls).toHaveLength(2)
    expect(endedIn(task).sort()).toEqual(['a', 'b'])
  })

  it('fetch anew for an event that came after the fetch began, and publish no older state after', async () => {
    const { task, put, running, calls, observe } = open(undefined, { isFedBack: true }, () => 5_000)
    put(event('early'), event('other', ofPetite))
    setTimeout(() => put(event('late')), 4_000)

    await runFor(120_000, task, running)

    // The record of the late one is as new as the early one needs it.
    expect(endedIn(task).sort()).toEqual(['late', 'other'])
    expect(unchangedIn(observe)).toEqual(['early'])
    expectNewestLast(task)
    const records = task.turns.flatMap(({ records: written }) => written).filter(({ key }) => key === 'c1')
    const late = records
      .map(({ value }) => readerOf('customer')(value))
      .find(({ event_ids: ids }) => ids.includes('late'))
    expect(late?.fetched_at).toBeGreaterThanOrEqual(receivedAt + 5_000)
    expect(calls).toHaveLength(3)
  })

  it('leave nothing behind when the task is lost: its events are fetched again by the next owner', async () => {
    const { task, put, runTask, calls } = open(undefined, { isFedBack: true }, () => 3_000)
    put(event('a'), event('b', ofPetite))
    await runFor(4_000, task, () => runTask(task))
    expect(calls).toHaveLength(2)
    const next = createFakeTask()
    next.putThin([event('a')], routing)

    await runFor(20_000, next, () => runTask(next))

    expect(calls).toHaveLength(3)
    expect(endedIn(next)).toEqual(['a'])
  })

  it('end what is under way when the task is lost', async () => {
    const { task, put, running, signals } = open(undefined, {}, () => 20_000)
    put(event('a'), event('b', ofPetite))

    await runFor(1_000, task, running)

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('end what is under way when a commit fails and the task begins anew', async () => {
    const lost = new KafkaError('kafka.task-lost', 'lost')
    const beforeCommit = () => {
      throw lost
    }
    const { put, running, signals } = open(undefined, { beforeCommit }, () => 20_000)
    put(event('a'), event('b', ofPetite))

    await expect(runUntil(running())).rejects.toBe(lost)

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })

  it('end with a fault of ours, though its turn is over when it shows', async () => {
    const fault = new TypeError('a fault of ours')
    const { put, running } = open(
      () => {
        throw fault
      },
      {},
      () => 5_000,
    )
    put(event('a'), event('b', ofPetite))

    await expect(runUntil(running())).rejects.toBe(fault)
  })

  it('end every event, with few calls more than events and the newest state last, whatever the latencies', async () => {
    const given = fc.record({
      kind: fc.constantFrom('CustomerUpdated', 'PaymentUpdated', 'ResourceUpdated'),
      credential: fc.constantFrom(grand, petite),
      id: fc.integer({ min: 0, max: 4 }),
      afterMs: fc.integer({ min: 0, max: 30_000 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(given, { minLength: 2, maxLength: 25 }),
        fc.array(fc.integer({ min: 3_000, max: 20_000 }), { minLength: 1, maxLength: 25 }),
        async (events, latencies) => {
          const { task, put, running, calls, observe } = open(
            undefined,
            { isFedBack: true },
            (nth) => latencies[nth % latencies.length] ?? 3_000,
          )
          // Each lane has something at once, so that the partition is shared from the beginning.
          const twins = [grand, petite].map((credential) => ({
            kind: 'CustomerUpdated',
            credential,
            id: 9,
            afterMs: 0,
          }))
          const all = [...twins, ...events]
          for (const [nth, { kind, credential, id, afterMs }] of all.entries()) {
            const enterprise_id = credential.enterpriseIds[0] ?? ''
            const thin = event(`${nth}`, { discriminator: kind, enterprise_id, entity_id: `${credential.name} ${id}` })
            setTimeout(() => put(thin), afterMs)
          }

          await runFor(300_000, task, running)

          const ended = [...endedIn(task), ...unchangedIn(observe)]
          expect(ended.sort()).toEqual(all.map((_, nth) => `${nth}`).sort())
          // An event that comes while its entity is fetched needs a fetch of its own, and may cost the event before it
          // the answer that it waited for elsewhere.
          const keys = all.map(({ credential, kind, id }) => `${credential.name} ${kind} ${id}`)
          const repeats = keys.length - new Set(keys).size
          expect(calls.flatMap(({ ids }) => ids).length).toBeLessThanOrEqual(all.length + repeats)
          expectNewestLast(task)
          vi.clearAllTimers()
        },
      ),
      { numRuns: 40, seed: 1 },
    )
  })
})

/** No record of an entity may be followed by one that was fetched before. */
function expectNewestLast(task: FakeTask) {
  const last = new Map<string, number>()
  for (const { topic: name, key, value } of task.turns.flatMap(({ records }) => records)) {
    const read = readers[name]
    if (read === undefined) continue
    const { fetched_at } = read(value)
    const entity = `${name} ${key}`
    expect(fetched_at).toBeGreaterThanOrEqual(last.get(entity) ?? 0)
    last.set(entity, fetched_at)
  }
}

/** Ids of the events that stand in an entity record or in a dead letter, as often as they do. */
function endedIn(task: FakeTask): Array<string | null> {
  return task.turns.flatMap(({ records }) =>
    records.flatMap(({ topic: name, value }): ReadonlyArray<string | null> => {
      if (name === topics.deadLetterEvents) return [readDeadLetter(value).event_id]
      return topics.entities.includes(name) ? (readers[name]?.(value).event_ids ?? []) : []
    }),
  )
}

/** Ids of the events that ended unchanged. */
function unchangedIn(observe: { readonly committed: Mock<Observe['committed']> }): string[] {
  return observe.committed.mock.calls.flatMap(([, { ended }]) =>
    ended.filter(({ end }) => end.end === 'unchanged').map(({ event: { thin } }) => thin.event_id),
  )
}
describe('a halted operation', () => {
  const customers = 'customers/getAll'
  const misfits: AnswerCall = ({ operation, ids }) =>
    operation === customers ? pageOf(ids.map((id) => ({ ...customerOf(id), Email: 7 }))) : undefined
  const flood = (count: number, name = 'x') =>
    Array.from({ length: count }, (_, nth) => event(`${name}${nth}`, { entity_id: `${name}${nth}` }))
  const payment = (event_id: string) => event(event_id, { discriminator: 'PaymentUpdated', entity_id: event_id })
  const word = (action: string, at = Date.now()): Control => ({
    lane: 'grand',
    operation: customers,
    action,
    requested_at: at,
    requested_by: null,
  })
  const lettersOf = ({ turns }: FakeTask) =>
    turns.flatMap(({ records }) => records).filter(({ topic: name }) => name === topics.deadLetterEvents)
  const waitingOf = ({ turns }: FakeTask) =>
    turns.flatMap(({ records }) => records).filter(({ topic: name }) => name === topics.retry['10m'])
  const haltsOf = (halted: ReadonlySet<Halts>) => [...halted].flatMap((halts) => halts.all())
  const checkSums = ({ turns }: FakeTask) => {
    const rows = new Map(turns.flatMap(({ progress }) => [...progress]))
    expect(rows.has(topics.control)).toBe(false)
    for (const { offset, note } of rows.values()) {
      expect(fromNote(note).consumed).toBe(offset)
      expect(isBalanced(fromNote(note))).toBe(true)
    }
  }

  /** A task that a flood has come over 20 s ago; `mend` ends the cause. */
  const openFlooded = async (count = 1_000) => {
    let isBad = true
    const opened = open((call, nth) => (isBad ? misfits(call, nth) : undefined), { isFedBack: true })
    const { task, put, running } = opened
    put(...flood(count))
    const run = running()
    await vi.advanceTimersByTimeAsync(20_000)
    const mend = () => {
      isBad = false
    }
    const end = async () => {
      checkSums(task)
      task.abort()
      await runUntil(run)
    }
    return { ...opened, mend, end }
  }

  it('is one with a flood of dead letters: a hundred are written, the rest waits, and other operations go on', async () => {
    const { task, put, halted, lines, end } = await openFlooded(3_000)
    put(payment('p'), ...flood(500, 'y'))
    await vi.advanceTimersByTimeAsync(20_000)

    expect(lettersOf(task)).toHaveLength(100)
    expect(waitingOf(task)).toHaveLength(3_400)
    expect(endedIn(task)).toContain('p')
    expect(haltsOf(halted)).toMatchObject([{ lane: 'grand', operation: customers, cause: 'flood' }])
    expect(lines.filter((line) => line.includes('is halted'))).toHaveLength(1)
    expect(lines.join('')).toContain('Email is not')
    await end()
    expect(halted.size).toBe(0)
  })

  it('is probed with ten ids each ten minutes, and loses nothing while the others are written again and again', async () => {
    const { task, calls, halted, end } = await openFlooded(300)
    const before = calls.length

    await vi.advanceTimersByTimeAsync(3 * 3_600_000)

    const probes = calls.slice(before)
    expect(probes.length).toBeGreaterThanOrEqual(15)
    expect(probes.length).toBeLessThanOrEqual(18)
    expect(Math.max(...probes.map(({ ids }) => ids.length))).toBeLessThanOrEqual(10)
    expect(lettersOf(task).length).toBeLessThanOrEqual(100 + 10 * probes.length)
    const ages = waitingOf(task).map(({ value }) => readWaiting(value))
    const newest = Math.max(...ages.map(({ not_before }) => not_before))
    const left = ages.filter(({ not_before }) => not_before > newest - 600_000)
    expect(new Set([...left.map(({ event_id }) => event_id), ...endedIn(task)]).size).toBe(300)
    expect(haltsOf(halted)).toHaveLength(1)
    await end()
  })

  it('goes on by itself when the cause is gone: after the probe all that waits comes at once', async () => {
    const { task, halted, mend, end } = await openFlooded()
    mend()

    await vi.advanceTimersByTimeAsync(600_000)

    expect(haltsOf(halted)).toEqual([])
    expect(new Set(endedIn(task)).size).toBe(1_000)
    expect(lettersOf(task)).toHaveLength(100)
    await end()
  })

  it('is resumed by an operator at once, with what waits for it', async () => {
    const { task, halted, mend, end } = await openFlooded()
    mend()
    task.putControl(word('resume'))

    await vi.advanceTimersByTimeAsync(10_000)

    expect(haltsOf(halted)).toEqual([])
    expect(new Set(endedIn(task)).size).toBe(1_000)
    expect(lettersOf(task)).toHaveLength(100)
    await end()
  })

  it('is given up by an operator: what waited becomes dead letters of their own reason, and what comes waits on', async () => {
    const { task, put, halted, end } = await openFlooded()
    task.putControl(word('drop'))
    put(event('new', { entity_id: 'new', received_at: Date.now() + 1 }))

    await vi.advanceTimersByTimeAsync(10_000)

    const reasons = lettersOf(task).map(({ value }) => readDeadLetter(value).reason)
    expect(reasons.filter((reason) => reason === 'dropped')).toHaveLength(900)
    expect(reasons.filter((reason) => reason === 'unmappable')).toHaveLength(100)
    expect(endedIn(task)).not.toContain('new')
    expect(haltsOf(halted)).toHaveLength(1)
    await end()
  })

  it('is halted for the next owner too, who finds it by what waits, and probes it at once', async () => {
    const first = open(misfits, { isFedBack: true })
    first.put(...flood(1_000))
    await runFor(20_000, first.task, first.running)
    const second = open(misfits, { isFedBack: true })
    for (const { key, value } of waitingOf(first.task)) second.task.put(topics.retry['10m'], key, value)
    const run = second.running()

    await vi.advanceTimersByTimeAsync(600_000)

    expect(haltsOf(second.halted)).toMatchObject([{ operation: customers, cause: 'before' }])
    expect(second.calls.map(({ ids }) => ids.length)).toEqual([10])
    expect(lettersOf(second.task)).toHaveLength(10)
    second.task.abort()
    await runUntil(run)
  })

  it('that Mews does not know is found again when it does', async () => {
    let isGone = true
    const { task, put, running, calls, halted } = open(({ operation }) =>
      isGone && operation === customers ? refused(404) : undefined,
    )
    put(event('a'), payment('p'))
    const run = running()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(haltsOf(halted)).toMatchObject([{ cause: '404' }])
    expect(endedIn(task)).toEqual(['p'])
    isGone = false
    put(event('b', { entity_id: 'c2' }))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(calls.filter(({ operation }) => operation === customers)).toHaveLength(1)

    await vi.advanceTimersByTimeAsync(600_000)
    put(event('c', { entity_id: 'c3' }))
    await vi.advanceTimersByTimeAsync(20_000)

    expect(haltsOf(halted)).toEqual([])
    expect(endedIn(task)).toEqual(['p', 'c'])
    task.abort()
    await runUntil(run)
  })
})

describe('an API that is away', () => {
  it('is asked once in ten seconds for all lanes together, and what waits is enriched when it is back', async () => {
    let isAway = true
    const { task, put, running, calls, observe } = open(() => (isAway ? refused(503) : undefined), { isFedBack: true })
    const kinds = ['CustomerUpdated', 'PaymentUpdated', 'ResourceUpdated', 'ResourceBlockUpdated']
    const enterprises = [grand, petite].map(({ enterpriseIds }) => enterpriseIds[0] ?? '')
    const wave = (name: string) =>
      kinds.flatMap((discriminator) =>
        enterprises.map((enterprise_id) =>
          event(`${name} ${discriminator} ${enterprise_id}`, { discriminator, enterprise_id, entity_id: name }),
        ),
      )
    put(...wave('first'))
    const run = running()
    await vi.advanceTimersByTimeAsync(30_000)
    const before = calls.length
    put(...wave('second'))

    await vi.advanceTimersByTimeAsync(600_000)

    expect(calls.length - before).toBeLessThanOrEqual(61)
    expect(endedIn(task)).toEqual([])
    isAway = false
    await vi.advanceTimersByTimeAsync(700_000)
    expect([...endedIn(task), ...unchangedIn(observe)]).toHaveLength(16)
    const attempts = task.turns
      .flatMap(({ records }) => records)
      .filter(({ topic: name }) => topics.retries.includes(name))
      .map(({ value }) => readWaiting(value).attempts)
    expect(Math.max(...attempts)).toBe(0)
    task.abort()
    await runUntil(run)
  })
})

describe('whatever happens to its calls', () => {
  const answers: ReadonlyArray<(ids: readonly string[]) => Answer | undefined> = [
    () => undefined,
    () => undefined,
    () => pageOf([]),
    (ids) => pageOf(ids.map((id) => ({ Id: id, Phone: 7 }))),
    () => refused(429, 15_000),
    () => refused(401),
    () => refused(503),
    ...[400, 404, 408, 409, 410, 413].map((status) => () => refused(status)),
    () => ({ kind: 'unreachable', cause: 'timeout' }),
  ]

  it('every event ends in a record or a dead letter, once Mews answers again, and the sums prove it', async () => {
    const given = fc.record({
      kind: fc.constantFrom('CustomerAdded', 'CustomerUpdated', 'PaymentUpdated', 'ResourceUpdated'),
      credential: fc.constantFrom(grand, petite),
      id: fc.integer({ min: 0, max: 6 }),
      afterMs: fc.integer({ min: 0, max: 40_000 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(given, { minLength: 1, maxLength: 25 }),
        fc.array(fc.nat(answers.length - 1), { maxLength: 25 }),
        async (events, script) => {
          const { task, put, running, observe } = open(({ ids }, nth) => answers[script[nth - 1] ?? 0]?.(ids), {
            isFedBack: true,
          })
          for (const [nth, { kind, credential, id, afterMs }] of events.entries()) {
            const enterprise_id = credential.enterpriseIds[0] ?? ''
            const thin = event(`${nth}`, { discriminator: kind, enterprise_id, entity_id: `${id}` })
            setTimeout(() => put(thin), afterMs)
          }

          const allEnded = () => [...endedIn(task), ...unchangedIn(observe)]
          const run = running()
          for (let minutes = 0; minutes < 180 && allEnded().length < events.length; minutes++) {
            await vi.advanceTimersByTimeAsync(60_000)
          }
          task.abort()
          await runUntil(run)

          expect(allEnded().sort()).toEqual(events.map((_, nth) => `${nth}`).sort())
          const notes = new Map(task.turns.flatMap(({ progress }) => [...progress]).map(([name, row]) => [name, row]))
          for (const { offset, note } of notes.values()) {
            expect(fromNote(note).consumed).toBe(offset)
            expect(isBalanced(fromNote(note))).toBe(true)
          }
          vi.clearAllTimers()
        },
      ),
      { numRuns: 20, seed: 1 },
    )
  })
})
