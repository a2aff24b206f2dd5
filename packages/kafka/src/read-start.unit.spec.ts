import { describe, expect, it } from 'vitest'
import { createReadStart } from './read-start.ts'

/** Brokers whose topics of two partitions begin where they are told, and that may be away. */
function open() {
  const state = { low: 5, isAway: false, requests: 0 }
  const fetchTopicOffsets = async () => {
    state.requests += 1
    if (state.isAway) throw new Error('away')
    return [0, 1].map((partition) => ({ partition, offset: '90', high: '90', low: String(state.low + partition) }))
  }
  return { state, readStart: createReadStart({ fetchTopicOffsets }, ['t']) }
}

describe('where a topic begins', () => {
  it('is where it begins now, however often it was asked before: retention moves it', async () => {
    const { state, readStart } = open()
    expect(await readStart('t', 0)).toBe(5)

    state.low = 70

    expect(await readStart('t', 0)).toBe(70)
  })

  it('is asked once for all tasks that begin together', async () => {
    const { state, readStart } = open()

    expect(await Promise.all([readStart('t', 0), readStart('t', 1)])).toEqual([5, 6])

    expect(state.requests).toBe(1)
  })

  it('is asked anew after brokers that were away', async () => {
    const { state, readStart } = open()
    state.isAway = true
    await expect(readStart('t', 0)).rejects.toThrow('away')

    state.isAway = false

    expect(await readStart('t', 0)).toBe(5)
  })

  it("is asked of the tasks' topics only", async () => {
    await expect(open().readStart('another', 0)).rejects.toMatchObject({ code: 'kafka.topics' })
  })
})
