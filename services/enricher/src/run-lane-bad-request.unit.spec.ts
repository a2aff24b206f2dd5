import { describe, expect, it, vi } from 'vitest'
import { pendingOf } from './fakes/events.ts'
import { fakeTime } from './fakes/fake-time.ts'
import { type AnswerCall, pageOf, refused } from './fakes/mews.ts'
import { countOf, customers, grand, many, openLane, outcomes, petite, uuidOf, uuids } from './fakes/open-lane.ts'
import type { PendingEvent } from './pending-event.ts'

fakeTime()

describe('a refusal of what is asked', () => {
  const refusing =
    (...bad: string[]): AnswerCall =>
    ({ ids }) =>
      ids.some((id) => bad.includes(id)) ? refused(400) : undefined

  it.each([
    ['abc', 3],
    [uuidOf(5_000), 21],
  ])('400 for one id ends its events, and no others: %s', async (bad, most) => {
    const { add, run, book, calls } = openLane(refusing(bad))
    add([...uuids(999), bad], 'payment')

    await run()

    expect(countOf(book)).toEqual({ enriched: 999, refused: 1 })
    expect(outcomes(book)[bad]).toBe('refused')
    expect(calls.length).toBeLessThanOrEqual(most)
  })

  it('400 for an id is told as a dead letter that names the status, and not the id', async () => {
    const { add, run, book } = openLane(refusing('abc'))
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
    const { add, run, book, calls, tools } = openLane(
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
    const { add, run, book, calls, tools } = openLane(({ operation }) =>
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
    const { run, book, calls } = openLane(refusing(uuidOf(1)))
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
    const { run, book, calls, tools } = openLane(refusing(...bad))
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
    const { add, run, book, calls, tools } = openLane(({ operation }) =>
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
      const { add, run, book, tools } = openLane(({ operation }) => {
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
    const { add, run, book, calls, tools } = openLane()
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
})
