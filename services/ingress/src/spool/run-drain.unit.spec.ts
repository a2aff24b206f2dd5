import { createLogger } from '@bellhop/runtime'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDrain } from './run-drain.ts'
import type { Taken } from './take-segment.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Publish = (chunk: string[]) => Promise<void>

/** A drain of segments that are only in memory; what it did stands in `story`, with the milliseconds until then. */
function openTestDrain(found: Record<string, readonly string[]>, publishOne: Publish = async () => {}) {
  const segments: Taken[] = []
  const story: string[] = []
  const lines: string[] = []
  const startedAt = Date.now()
  const tell = (what: string) => story.push(`${Date.now() - startedAt} ${what}`)

  let refusedRemovals = 0
  function add(name: string, payloads: readonly string[]): void {
    const segment: Taken = {
      payloads: payloads.map((payload) => Buffer.from(payload)),
      remove: async () => {
        if (refusedRemovals-- > 0) throw new Error('read-only')
        segments.splice(segments.indexOf(segment), 1)
        tell(`removed ${name}`)
      },
    }
    segments.push(segment)
  }
  for (const [name, payloads] of Object.entries(found)) add(name, payloads)

  const { value, close } = openDrain({
    spool: { takeOldest: async () => segments[0] },
    publish: async (payloads) => {
      const chunk = payloads.map(String)
      tell(`publish ${chunk.length} from ${chunk[0]?.slice(0, 10)}`)
      await publishOne(chunk)
    },
    log: createLogger({ service: 'ingress', level: 'info', destination: { write: (line) => void lines.push(line) } }),
    onDrained: (entries, bytes) => tell(`drained ${entries} of ${bytes} bytes`),
    now: () => Date.now(),
  })
  const refuseRemovals = (count: number) => {
    refusedRemovals = count
  }
  return { add, story, lines, segments, refuseRemovals, wake: value.wake, close }
}

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`)

describe('openDrain', () => {
  it('publishes segments in order, in chunks of 200 payloads or 256 KiB, and removes each when all of it is published', async () => {
    const { story, close } = openTestDrain({
      one: numbered(450),
      two: ['x'.repeat(200_000), 'y'.repeat(60_000), 'z'.repeat(60_000), 'w'.repeat(300_000), 'v'],
    })

    await vi.advanceTimersByTimeAsync(1_100)
    await close()

    expect(story.map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'publish 200 from p0',
      'publish 200 from p200',
      'publish 50 from p400',
      'removed one',
      'drained 450 of 1690 bytes',
      'publish 2 from xxxxxxxxxx',
      'publish 1 from zzzzzzzzzz',
      'publish 1 from wwwwwwwwww',
      'publish 1 from v',
      'removed two',
      'drained 5 of 620001 bytes',
    ])
  })

  it('rests after a chunk for as long as it took, at most a second', async () => {
    const tookMs = [300, 5_000, 0]
    const { story, close } = openTestDrain({ one: numbered(600) }, () => after(tookMs.shift() ?? 0))

    await vi.advanceTimersByTimeAsync(10_000)
    await close()

    expect(story.slice(0, 4)).toEqual([
      '0 publish 200 from p0',
      '600 publish 200 from p200',
      '6600 publish 200 from p400',
      '6601 removed one',
    ])
  })

  it('tries a refused chunk again, after 200 ms and then ever later up to 10 s, and logs it seldom', async () => {
    let refusals = 9
    const { story, lines, close } = openTestDrain({ one: ['a'] }, async () => {
      if (refusals-- > 0) throw new Error('away')
    })

    await vi.advanceTimersByTimeAsync(60_000)
    await close()

    const at = [0, 200, 600, 1_400, 3_000, 6_200, 12_600, 22_600, 32_600, 42_600]
    expect(story).toEqual([
      ...at.map((ms) => `${ms} publish 1 from a`),
      '42600 removed one',
      '42600 drained 1 of 1 bytes',
    ])
    expect(lines).toHaveLength(2)
    expect(lines.join()).toContain('away')
  })

  it('does not publish again what it cannot remove', async () => {
    const { story, refuseRemovals, close } = openTestDrain({ one: ['a'] })
    refuseRemovals(2)

    await vi.advanceTimersByTimeAsync(5_000)
    await close()

    expect(story).toEqual(['0 publish 1 from a', '600 removed one', '600 drained 1 of 1 bytes'])
  })

  it('looks every second, and at once when it is woken', async () => {
    const { add, story, wake, close } = openTestDrain({})
    await vi.advanceTimersByTimeAsync(100)
    add('one', ['a'])
    await vi.advanceTimersByTimeAsync(900)
    add('two', ['b'])
    await vi.advanceTimersByTimeAsync(100)
    add('three', ['c'])
    wake()
    await vi.advanceTimersByTimeAsync(1)
    await close()

    expect(story.filter((line) => line.includes('publish'))).toHaveLength(3)
    expect(story.at(-1)).toMatch(/^110\d drained/)
  })

  it('ends with the chunk under way, and leaves the rest', async () => {
    const { story, segments, close } = openTestDrain({ one: numbered(300) }, () => after(400))
    await vi.advanceTimersByTimeAsync(100)

    const closed = close()
    await vi.advanceTimersByTimeAsync(300)
    await closed

    expect(story).toEqual(['0 publish 200 from p0'])
    expect(segments).toHaveLength(1)
  })

  it('removes a segment whose last chunk was under way when it was told to end', async () => {
    const { story, close } = openTestDrain({ one: ['a'] }, () => after(400))
    await vi.advanceTimersByTimeAsync(100)

    const closed = close()
    await vi.advanceTimersByTimeAsync(300)
    await closed

    expect(story).toEqual(['0 publish 1 from a', '400 removed one', '400 drained 1 of 1 bytes'])
  })

  it.each([
    ['backs off', async () => Promise.reject(new Error('away'))],
    ['rests', () => after(900)],
    ['has nothing to do', undefined],
  ] as const)('ends at once while it %s', async (_, publish) => {
    const { close } = openTestDrain(publish ? { one: numbered(400) } : {}, publish)
    await vi.advanceTimersByTimeAsync(1_000)

    // No time passes any more.
    await close()

    expect(vi.getTimerCount()).toBe(0)
  })
})
