import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Answer, emptyPage, type Unreachable } from './answer.ts'
import { createBreaker } from './breaker.ts'
import type { Call } from './client.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

const call: Call = { operation: 'payments/getAll', arrayOut: 'Payments', accessToken: 'secret', filter: {} }
const refused = (status: number): Answer => ({ kind: 'refused', status, restMs: undefined, message: '' })
const lost = (cause: Unreachable): Answer => ({ kind: 'unreachable', cause })

function open(first: Answer = refused(503)) {
  let answer: Answer | Promise<Answer> = first
  const changes: boolean[] = []
  let sent = 0
  let host = 'https://api.example.com'
  const breaker = createBreaker(
    async () => {
      sent += 1
      return answer
    },
    () => host,
    (isOpen) => changes.push(isOpen),
  )
  const callTimes = async (count: number) => {
    for (let nth = 0; nth < count; nth++) await breaker.fetchPage(call)
  }
  return {
    ...breaker,
    changes,
    callTimes,
    sent: () => sent,
    answers: (next: Answer | Promise<Answer>) => {
      answer = next
    },
    moves: (to: string) => {
      host = to
    },
  }
}

describe('the breaker', () => {
  it('stays closed when it was we who came late, however often', async () => {
    const { callTimes, mayCall, changes } = open(lost('late'))

    await callTimes(20)

    expect(mayCall()).toBe(true)
    expect(changes).toEqual([])
  })

  it.each([refused(500), refused(503), lost('timeout'), lost('connection'), lost('truncated'), lost('not-json')])(
    'opens when most calls fail with %j',
    async (answer) => {
      const { callTimes, mayCall, changes, answers } = open(emptyPage)
      await callTimes(4)
      answers(answer)

      await callTimes(4)
      expect(mayCall()).toBe(true)
      await callTimes(1)

      expect(mayCall()).toBe(false)
      expect(changes).toEqual([true])
    },
  )

  it.each([
    refused(400),
    refused(401),
    refused(404),
    refused(408),
    refused(429),
    lost('too-large'),
    lost('aborted'),
    emptyPage,
  ])('stays closed, however often it is answered %j', async (answer) => {
    const { callTimes, mayCall, openMs } = open(answer)

    await callTimes(100)

    expect(mayCall()).toBe(true)
    expect(openMs()).toBe(0)
  })

  it('stays closed with few calls, though all of them fail', async () => {
    const { callTimes, mayCall } = open()

    await callTimes(4)

    expect(mayCall()).toBe(true)
  })

  it('sends nothing while it is open, not even what did not ask', async () => {
    const { callTimes, fetchPage, sent, openMs } = open()
    await callTimes(5)
    await vi.advanceTimersByTimeAsync(9_999)

    expect(await fetchPage(call)).toEqual(lost('breaker'))

    expect(sent()).toBe(5)
    expect(openMs()).toBe(9_999)
  })

  it('is not opened by a suspect that fails again, and not closed either', async () => {
    const { fetchPage, callTimes, mayCall, changes } = open()
    const suspect = { ...call, isSuspect: true }
    for (let nth = 0; nth < 20; nth++) expect(await fetchPage(suspect)).toEqual(refused(503))
    expect([mayCall(), changes]).toEqual([true, []])

    await callTimes(40)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await fetchPage(suspect)).toEqual(refused(503))

    expect([mayCall(), changes]).toEqual([false, [true]])
  })

  it('opens though half of the calls that fail are of suspects', async () => {
    const { fetchPage, callTimes, mayCall } = open()
    for (let nth = 0; nth < 20; nth++) {
      await fetchPage({ ...call, isSuspect: true })
      await callTimes(1)
    }

    expect(mayCall()).toBe(false)
  })

  it('lets out one probe at a time each ten seconds, and stays open while they fail', async () => {
    const { callTimes, fetchPage, mayCall, sent, changes, openMs, answers } = open()
    await callTimes(5)
    await vi.advanceTimersByTimeAsync(10_000)
    let fail = (_answer: Answer) => {}
    answers(
      new Promise((resolve) => {
        fail = resolve
      }),
    )

    expect(mayCall()).toBe(true)
    const probe = fetchPage(call)
    expect(mayCall()).toBe(false)
    expect(await fetchPage(call)).toEqual(lost('breaker'))
    fail(refused(503))
    expect(await probe).toEqual(refused(503))

    expect(mayCall()).toBe(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(mayCall()).toBe(true)
    expect([sent(), openMs(), changes]).toEqual([6, 20_000, [true]])
  })

  it.each([-3_600_000, 3_600_000])(
    'probes and closes in its time, though the wall clock is set by %d ms',
    async (ms) => {
      const { callTimes, mayCall, sent, changes, openMs, answers } = open()
      await callTimes(5)
      vi.setSystemTime(Date.now() + ms)

      await vi.advanceTimersByTimeAsync(9_999)
      expect([mayCall(), openMs()]).toEqual([false, 9_999])
      await vi.advanceTimersByTimeAsync(1)
      expect([mayCall(), openMs()]).toEqual([true, 10_000])
      answers(emptyPage)
      await callTimes(1)

      expect([sent(), mayCall(), openMs(), changes]).toEqual([6, true, 0, [true, false]])
    },
  )

  it('stays closed when few calls of a long time fail, however many did before', async () => {
    const { callTimes, mayCall } = open()
    await callTimes(4)
    await vi.advanceTimersByTimeAsync(12 * 3_600_000)

    await callTimes(4)

    expect(mayCall()).toBe(true)
  })

  it('tells when it closed last', async () => {
    const { callTimes, fetchPage, closedAt, answers } = open()
    await callTimes(5)
    expect(closedAt()).toBe(0)
    await vi.advanceTimersByTimeAsync(10_000)
    answers(emptyPage)

    await fetchPage(call)

    expect(closedAt()).toBe(Date.now())
  })

  it('closes when a probe is answered, be it with a 4xx', async () => {
    const { callTimes, mayCall, changes, answers, openMs } = open()
    await callTimes(5)
    await vi.advanceTimersByTimeAsync(10_000)
    answers(refused(401))

    await callTimes(1)

    expect(mayCall()).toBe(true)
    expect([openMs(), changes]).toEqual([0, [true, false]])
  })

  it('stays open after a probe whose task was lost: it tells nothing', async () => {
    const { callTimes, mayCall, answers } = open()
    await callTimes(5)
    await vi.advanceTimersByTimeAsync(10_000)
    answers(lost('aborted'))

    await callTimes(1)

    expect(mayCall()).toBe(false)
  })

  it('begins anew with another host, whatever the one before still answers', async () => {
    const { callTimes, fetchPage, mayCall, changes, answers, openMs, moves } = open()
    await callTimes(5)
    await vi.advanceTimersByTimeAsync(10_000)
    let answerLate = (_answer: Answer) => {}
    answers(
      new Promise((resolve) => {
        answerLate = resolve
      }),
    )
    const late = fetchPage(call)

    moves('https://api.example.org')

    expect([mayCall(), openMs()]).toEqual([true, 0])
    answers(emptyPage)
    await callTimes(5)
    answerLate(refused(503))
    expect(await late).toEqual(refused(503))
    expect([mayCall(), openMs(), changes]).toEqual([true, 0, [true]])
  })
})
