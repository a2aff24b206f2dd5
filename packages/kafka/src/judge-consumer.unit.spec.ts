import { describe, expect, it } from 'vitest'
import { judgeConsumer, type Look, unwatched } from './judge-consumer.ts'

const times = { lookMs: 10_000, stuckMs: 120_000 }
const idle = new Map([['events/0', { reached: 5, end: 5 }]])

/** What is wrong at the last of many looks, ten seconds apart unless they say otherwise. */
function judge(looks: ReadonlyArray<Partial<Look>>): string | undefined {
  let watch = unwatched
  let wrong: string | undefined
  let at = 0
  for (const look of looks) {
    at = look.at ?? at + times.lookMs
    ;({ watch, wrong } = judgeConsumer(watch, { fetchedAt: at, heartbeatAt: at, partitions: idle, ...look, at }, times))
  }
  return wrong
}
const looks = (count: number, look: (index: number) => Partial<Look>) =>
  Array.from({ length: count }, (_, i) => look(i))
const away = { partitions: undefined, fetchedAt: 0, heartbeatAt: 0 }

describe('judgeConsumer', () => {
  it('finds nothing wrong with one that fetches and is known to live', () => {
    expect(judge(looks(100, () => ({})))).toBeUndefined()
  })

  it('finds wrong that nothing was fetched while the brokers answered others', () => {
    expect(judge(looks(12, () => ({ fetchedAt: 0 })))).toBeUndefined()
    expect(judge(looks(13, () => ({ fetchedAt: 0 })))).toBe('has not fetched for 120 s')
  })

  it('finds wrong that no heartbeat was acknowledged, though it fetches', () => {
    expect(judge(looks(13, () => ({ heartbeatAt: 0 })))).toBe('has had no heartbeat acknowledged for 120 s')
  })

  it('waits for brokers that are away, however long, and as long again once they are back', () => {
    const outage = looks(1_000, () => away)
    const quiet = { fetchedAt: 0, heartbeatAt: 0 }

    expect(judge(outage)).toBeUndefined()
    expect(judge([...outage, ...looks(12, () => quiet)])).toBeUndefined()
    expect(judge([...outage, ...looks(13, () => quiet)])).toBeDefined()
  })

  it('begins anew whenever the brokers fail to answer', () => {
    const flapping = looks(100, (i) => (i % 10 === 0 ? away : { fetchedAt: 0, heartbeatAt: 0 }))

    expect(judge(flapping)).toBeUndefined()
  })

  it('does not count the time for which the process was frozen', () => {
    const thawed = (at: number) => ({ at, fetchedAt: 50_000, heartbeatAt: 50_000 })

    expect(judge([...looks(5, () => ({})), thawed(3_600_000)])).toBeUndefined()
    expect(judge([...looks(5, () => ({})), thawed(3_600_000), thawed(3_610_000)])).toBeUndefined()
  })

  const growing = (reached: (i: number) => number) => (i: number) => ({
    partitions: new Map([['events/3', { reached: reached(i), end: 10 + i }]]),
  })

  it('finds wrong that a log grows of which nothing is brought', () => {
    const wrong = 'has been brought nothing of events/3 for 120 s, though it grows'

    expect(
      judge(
        looks(
          12,
          growing(() => 5),
        ),
      ),
    ).toBeUndefined()
    expect(
      judge(
        looks(
          13,
          growing(() => 5),
        ),
      ),
    ).toBe(wrong)
  })

  it('finds nothing wrong with one that is behind and comes on, however slowly', () => {
    expect(
      judge(
        looks(
          500,
          growing((i) => Math.floor(i / 11)),
        ),
      ),
    ).toBeUndefined()
  })

  it('finds nothing wrong with a log that does not grow: what is left of it may be markers that are never brought', () => {
    const still = { partitions: new Map([['events/3', { reached: 5, end: 6 }]]) }

    expect(judge(looks(500, () => still))).toBeUndefined()
  })

  it('finds nothing wrong with what is held back on purpose, and begins anew when it is let go', () => {
    const behind = looks(100, (i) => (i < 90 && i % 10 === 9 ? {} : growing(() => 5)(i)))

    expect(judge(behind)).toBeUndefined()
  })
})
