import { describe, expect, it } from 'vitest'
import { createUndecodableWatch } from './watch-undecodable.ts'

describe('records that cannot be decoded', () => {
  it('are a flood when they are more than a hundred, and more than one of a hundred, within a minute', () => {
    const watch = createUndecodableWatch()

    watch.ended(100, 100, 0)
    expect(watch.floodSince(0)).toBeUndefined()
    watch.ended(1, 1, 59_000)

    expect(watch.floodSince(59_000)).toBe(59_000)
  })

  it('are none when they come slowly, or are few among many', () => {
    const watch = createUndecodableWatch()

    for (let minute = 0; minute < 10; minute++) watch.ended(100, 100, minute * 60_000)
    watch.ended(50_000, 400, 700_000)

    expect(watch.floodSince(700_000)).toBeUndefined()
  })

  it('stay one until ten minutes after there were so many', () => {
    const watch = createUndecodableWatch()
    watch.ended(500, 500, 0)
    watch.ended(500, 500, 30_000)
    watch.ended(500, 0, 40_000)

    expect(watch.floodSince(629_000)).toBe(0)
    expect(watch.floodSince(630_000)).toBeUndefined()
    watch.ended(500, 500, 800_000)
    expect(watch.floodSince(800_000)).toBe(800_000)
  })
})
