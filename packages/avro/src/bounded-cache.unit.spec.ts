import { describe, expect, it } from 'vitest'
import { createBoundedCache } from './bounded-cache.ts'

describe('bounded cache', () => {
  it('forgets what was used longest ago', () => {
    const cache = createBoundedCache<string, number>(2)
    cache.set('a', 1)
    cache.set('b', 2)

    cache.get('a')
    cache.set('c', 3)

    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3])
  })

  it('forgets nothing when an entry is set again', () => {
    const cache = createBoundedCache<string, number>(2)
    cache.set('a', 1)
    cache.set('b', 2)

    cache.set('b', 3)

    expect([cache.get('a'), cache.get('b')]).toEqual([1, 3])
  })
})
