import { describe, expect, it } from 'vitest'
import { createBatchSizes } from './batch-sizes.ts'
import { credentialOf } from './fakes/credentials.ts'

const grand = credentialOf('grand')
const customers = 'customers/getAll'

describe('batch sizes', () => {
  it('are half of what was refused, one at least, and double with each page up to a thousand', () => {
    const sizes = createBatchSizes()
    expect(sizes.of(grand, customers)).toBe(1_000)

    sizes.shrink(grand, customers, 301)
    expect(sizes.of(grand, customers)).toBe(150)
    sizes.grow(grand, customers, 149, 0)
    expect(sizes.of(grand, customers)).toBe(150)
    sizes.grow(grand, customers, 150, 0)
    expect(sizes.of(grand, customers)).toBe(300)
    for (let nth = 0; nth < 3; nth++) sizes.grow(grand, customers, 1_000, 0)
    expect(sizes.of(grand, customers)).toBe(1_000)
    sizes.shrink(grand, customers, 1)
    expect(sizes.of(grand, customers)).toBe(1)
  })

  it('stay at what worked where more was too much, and grow again from ten minutes later on', () => {
    const sizes = createBatchSizes()
    sizes.limit(grand, customers, 1_000, 0)
    sizes.limit(grand, customers, 500, 0)
    for (const now of [1, 2, 599_999]) sizes.grow(grand, customers, 1_000, now)
    expect(sizes.of(grand, customers)).toBe(250)

    sizes.grow(grand, customers, 1_000, 600_000)
    expect(sizes.of(grand, customers)).toBe(500)
    sizes.grow(grand, customers, 1_000, 600_001)
    expect(sizes.of(grand, customers)).toBe(500)
    sizes.grow(grand, customers, 1_000, 1_200_000)
    expect(sizes.of(grand, customers)).toBe(1_000)
  })

  it('are never less than one', () => {
    const sizes = createBatchSizes()

    sizes.limit(grand, customers, 1, 0)

    expect(sizes.of(grand, customers)).toBe(1)
  })

  it('are those of one operation of one token', () => {
    const sizes = createBatchSizes()
    sizes.shrink(grand, customers, 10)

    expect(sizes.of(grand, 'payments/getAll')).toBe(1_000)
    expect(sizes.of(credentialOf('petite'), customers)).toBe(1_000)
  })
})
