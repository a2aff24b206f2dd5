import { describe, expect, it, vi } from 'vitest'
import { createAdmission } from './admission.ts'
import type { SendUntil } from './api.ts'
import { createFetchClock } from './clock.ts'
import { credentialOf, routingOf } from './fakes/credentials.ts'
import { createFakeDirectory } from './fakes/directory.ts'
import { thinOf } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { createFakeCodecs } from './fakes/lane.ts'
import { type AnswerCall, createFakeMews, refused } from './fakes/mews.ts'
import { readerOf, topics } from './fakes/registry.ts'
import { runUntil } from './fakes/run-until.ts'
import { createFakeTask } from './fakes/task.ts'
import type { Halts } from './halts.ts'
import type { Observe } from './observe.ts'
import { createRunTask } from './run-task.ts'
import { createTurnstile } from './turnstile.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')
const ofPetite = { enterprise_id: 'enterprise of petite' }
const readers = new Map<string, (value: Buffer | null) => { readonly event_ids: readonly string[] }>([
  [topics.entity('customer'), readerOf('customer')],
  [topics.entity('payment'), readerOf('payment')],
])
const readWaiting = readerOf('waiting-event')

const codecs = await createFakeCodecs()
fakeTime()

function open(answer?: AnswerCall, latencyMs = 50) {
  const mews = createFakeMews(answer, latencyMs)
  const task = createFakeTask({ isFedBack: true })
  const halted = new Set<Halts>()
  const isHalted = () => [...halted].some((halts) => halts.all().length > 0)
  const directory = createFakeDirectory([grand])
  const sent: Array<{ readonly token: string; readonly signal: AbortSignal; readonly mayStill: () => boolean }> = []
  const send: SendUntil = (credential, request, ids, signal, mayStill) => {
    sent.push({ token: credential.accessToken, signal, mayStill })
    return mews.send(credential, request, ids)
  }
  const observe: Observe = {
    committed: () => {},
    failed: () => {},
    frozen: () => {},
    parked: () => {},
    strangers: () => {},
    restoring: () => {},
    restored: () => {},
  }
  const clock = createFetchClock()
  const runTask = createRunTask({
    ...codecs,
    topics,
    directory,
    send,
    breaker: { mayCall: () => true, openMs: () => 0, closedAt: () => 0 },
    heed: () => false,
    admit: createAdmission(() => false, clock.mono),
    pass: createTurnstile(),
    clock,
    observe,
    readPartition: async () => {},
    tellHalts: { changed: () => {}, forget: () => {} },
    standings: new Set(),
    memories: new Set(),
    halted,
  })
  const run = runTask(task)
  run.catch(() => undefined)
  const close = async () => {
    task.abort()
    await runUntil(run)
  }
  const records = () => task.turns.flatMap((turn) => turn.records)
  const enriched = () => records().flatMap(({ topic, value }) => readers.get(topic)?.(value).event_ids ?? [])
  const waiting = () =>
    records().flatMap(({ topic, value }) => (topics.retries.includes(topic) ? readWaiting(value).last_reason : []))
  return { ...mews, task, directory, sent, isHalted, close, enriched, waiting }
}

const routing = routingOf([grand, petite])
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('a directory that changes while a task works', () => {
  it('resumes what is parked at once with the token that replaced the refused one', async () => {
    let isRotated = false
    const { task, directory, sent, close, enriched, waiting } = open(() => (isRotated ? undefined : refused(401)))
    task.putThin([thinOf({ event_id: 'a' })], routing)
    await pass(60_000)
    expect(waiting()).toEqual(['parked'])

    isRotated = true
    directory.change([{ ...grand, accessToken: 'rotated' }])
    await pass(2_000)

    expect(enriched()).toEqual(['a'])
    expect(sent.map(({ token }) => token)).toEqual([grand.accessToken, 'rotated'])
    await close()
  })

  it('resumes what is parked at once, though what another lane waits for stands before it, which waits on', async () => {
    let isRotated = false
    const { task, directory, close, enriched, waiting } = open(() => (isRotated ? undefined : refused(401)))
    task.putThin([thinOf({ event_id: 'stranger', enterprise_id: 'unknown' })], routing)
    await pass(5_000)
    task.putThin([thinOf({ event_id: 'a' })], routing)
    await pass(60_000)
    expect(waiting()).toEqual(['unknown-enterprise', 'parked'])

    isRotated = true
    directory.change([{ ...grand, accessToken: 'rotated' }])
    await pass(8_000)

    expect(enriched()).toEqual(['a'])
    await pass(500_000)
    expect(waiting()).toEqual(['unknown-enterprise', 'parked', 'unknown-enterprise'])
    directory.change([{ ...grand, accessToken: 'rotated' }, credentialOf('late', { enterpriseIds: ['unknown'] })])
    await pass(8_000)
    expect(enriched()).toEqual(['a', 'stranger'])
    await close()
  })

  it('has each call ask whether it may still be sent, which it may not once the task is lost', async () => {
    const { task, sent, close, enriched } = open()
    task.putThin([thinOf({ event_id: 'a' })], routing)
    await pass(2_000)
    expect(enriched()).toEqual(['a'])
    expect(sent.map(({ mayStill }) => mayStill())).toEqual([true])

    await close()

    expect(sent.map(({ mayStill }) => mayStill())).toEqual([false])
  })

  it('tries at once what is halted with the token that replaced the refused one, by a probe first', async () => {
    let isRotated = false
    const { task, directory, calls, isHalted, close, enriched, waiting } = open(() =>
      isRotated ? undefined : refused(403),
    )
    const many = Array.from({ length: 30 }, (_, nth) => thinOf({ event_id: `e${nth}`, entity_id: `c${nth}` }))
    task.putThin(many, routing)
    await pass(60_000)
    expect(waiting()).toHaveLength(30)
    expect([isHalted(), new Set(waiting())]).toEqual([true, new Set(['halted'])])
    const before = calls.length

    isRotated = true
    directory.change([{ ...grand, accessToken: 'rotated' }])
    await pass(5_000)

    expect(isHalted()).toBe(false)
    expect(enriched()).toHaveLength(30)
    expect(calls.slice(before).map(({ ids }) => ids.length)).toEqual([10, 20])
    await close()
  })

  it('halts on what the new token is refused too, after one probe', async () => {
    const { task, directory, calls, isHalted, close, waiting } = open(() => refused(404))
    task.putThin([thinOf({ event_id: 'a' })], routing)
    await pass(60_000)
    expect(calls).toHaveLength(1)

    directory.change([{ ...grand, accessToken: 'rotated' }])
    await pass(60_000)

    expect([isHalted(), calls.length, waiting()]).toEqual([true, 2, ['halted', 'halted']])
    await close()
  })

  it('probes nothing that comes from another task before its time', async () => {
    let isMended = false
    const { task, directory, calls, close, enriched } = open(() => (isMended ? undefined : refused(404)))
    task.putThin([thinOf({ event_id: 'a' })], routing)
    await pass(60_000)
    isMended = true

    const opensAt = performance.now() + 51_000
    directory.change([grand], { openings: new Map([['enterprise of grand', opensAt]]) })
    await pass(50_000)
    expect(calls).toHaveLength(1)
    await pass(15_000)

    expect(enriched()).toEqual(['a'])
    expect(calls.at(-1)?.at).toBeGreaterThanOrEqual(opensAt)
    await close()
  })

  it('halts nothing of a lane that is gone', async () => {
    const { task, directory, isHalted, close } = open(() => refused(404), 20_000)
    task.putThin([thinOf({ event_id: 'a' })], routing)
    await pass(400)

    directory.change([petite])
    await pass(60_000)

    expect(isHalted()).toBe(false)
    await close()
  })

  it('halts nothing by the last of the answers that the token before was given', async () => {
    const { task, directory, calls, isHalted, close } = open(() => refused(403), 20_000)
    task.putThin([thinOf({ event_id: 'a' }), thinOf({ event_id: 'b', entity_id: 'c2' })], routing)
    await pass(45_000)
    expect(calls).toHaveLength(3)

    directory.change([{ ...grand, accessToken: 'rotated' }])
    await pass(20_000)

    expect(isHalted()).toBe(false)
    await close()
  })

  it('resumes the events of an enterprise that was unknown at once', async () => {
    const { task, directory, calls, close, enriched, waiting } = open()
    task.putThin([thinOf({ event_id: 'a', ...ofPetite })], routing)
    await pass(60_000)
    expect(waiting()).toEqual(['unknown-enterprise'])
    expect(calls).toEqual([])

    directory.change([grand, petite])
    await pass(2_000)

    expect(enriched()).toEqual(['a'])
    await close()
  })

  it('has the events of an enterprise that was removed wait, and fetches nothing for it', async () => {
    const { task, directory, calls, close, waiting } = open()
    directory.change([])
    task.putThin([thinOf({ event_id: 'a' })], routing)

    await pass(60_000)

    expect(waiting()).toEqual(['unknown-enterprise'])
    expect(calls).toEqual([])
    await close()
  })

  it('ends the turn without another call, commits what came in time, and works on with the new one', async () => {
    const { task, directory, calls, sent, close, enriched, waiting } = open(undefined, 500)
    const two = [thinOf({ event_id: 'a', discriminator: 'PaymentUpdated' }), thinOf({ event_id: 'b' })]
    task.putThin(two, routing)
    await pass(340)
    expect(calls).toHaveLength(1)

    directory.change([{ ...grand, accessToken: 'rotated' }])
    await pass(1_500)

    expect(sent.map(({ token }) => token)).toEqual([grand.accessToken])
    expect(waiting()).toEqual(['deferred'])
    await pass(15_000)
    expect(sent.map(({ token }) => token)).toEqual([grand.accessToken, 'rotated'])
    expect(task.turns).toHaveLength(2)
    expect(enriched().toSorted()).toEqual(['a', 'b'])
    await close()
  })

  it('ends what is under way beyond the turn, and keeps no answer: another lane may have published since', async () => {
    const { task, directory, calls, sent, close, enriched } = open(undefined, 20_000)
    task.putThin([thinOf({ event_id: 'a' })], routing)
    await pass(400)
    expect(calls).toHaveLength(1)

    directory.change([{ ...grand, chainIds: ['chain'] }])
    await pass(4_000)

    expect(sent.map(({ signal }) => signal.aborted)).toEqual([true])
    expect(enriched()).toEqual([])
    await pass(60_000)
    expect(calls).toHaveLength(2)
    expect(enriched()).toEqual(['a'])
    await close()
  })

  it('lets an enterprise that comes from another task wait, and fetches for it from then on', async () => {
    const { task, directory, calls, close, enriched } = open()
    const opensAt = performance.now() + 51_000
    directory.change([grand, petite], { openings: new Map([['enterprise of petite', opensAt]]) })
    task.putThin([thinOf({ event_id: 'a' }), thinOf({ event_id: 'b', entity_id: 'c2', ...ofPetite })], routing)

    await pass(50_000)
    expect(enriched()).toEqual(['a'])
    await pass(15_000)

    expect(enriched()).toEqual(['a', 'b'])
    expect(calls.at(-1)?.at).toBeGreaterThanOrEqual(opensAt)
    await close()
  })
})
