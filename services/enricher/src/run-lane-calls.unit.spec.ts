import { describe, expect, it, vi } from 'vitest'
import { fakeTime } from './fakes/fake-time.ts'
import { pageOf } from './fakes/mews.ts'
import { grand, many, openLane, outcomes } from './fakes/open-lane.ts'

fakeTime()

describe('a lane that may not call', () => {
  it('sends nothing while older turns need the whole process', async () => {
    const { add, run, calls } = openLane()
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
    const { add, run } = openLane(
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
    const { add, run, calls, book } = openLane(undefined, { task: { owns: () => isOurs } })
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
    const { add, run, calls } = openLane(undefined, { task: { owns: () => isOurs } })
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
    const { add, run, calls, tools } = openLane()
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
    const { add, run, calls } = openLane(
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
    const { add, run, calls } = openLane(undefined, {}, 30_000)
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
    const { add, run, calls } = openLane(({ operation }) => {
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
    const { add, run } = openLane(async (_call, nth) => {
      if (nth === 2) throw fault
      return undefined
    })
    add(many(8_000), 'resource-block')

    await expect(run()).rejects.toBe(fault)
  })
})
