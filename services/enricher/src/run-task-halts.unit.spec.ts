import type { Control } from '@bellhop/records'
import { fromNote, isBalanced } from '@bellhop/records'
import { describe, expect, it, vi } from 'vitest'
import { customerOf } from './fakes/entities.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { type AnswerCall, pageOf, refused } from './fakes/mews.ts'
import {
  endedIn,
  event,
  grand,
  openTask,
  petite,
  readDeadLetter,
  readWaiting,
  runFor,
  unchangedIn,
} from './fakes/open-task.ts'
import { topics } from './fakes/registry.ts'
import { runUntil } from './fakes/run-until.ts'
import type { FakeTask } from './fakes/task.ts'
import type { Halts } from './halts.ts'

fakeTime()

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
    const opened = openTask((call, nth) => (isBad ? misfits(call, nth) : undefined), { isFedBack: true })
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
    const first = openTask(misfits, { isFedBack: true })
    first.put(...flood(1_000))
    await runFor(20_000, first.task, first.running)
    const second = openTask(misfits, { isFedBack: true })
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
    const { task, put, running, calls, halted } = openTask(({ operation }) =>
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
    const { task, put, running, calls, observe } = openTask(() => (isAway ? refused(503) : undefined), {
      isFedBack: true,
    })
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
