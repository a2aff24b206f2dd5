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
    sizes.grow(grand, customers)
    expect(sizes.of(grand, customers)).toBe(300)
    for (let nth = 0; nth < 3; nth++) sizes.grow(grand, customers)
    expect(sizes.of(grand, customers)).toBe(1_000)
    sizes.shrink(grand, customers, 1)
    expect(sizes.of(grand, customers)).toBe(1)
  })

  it('are those of one operation of one token', () => {
    const sizes = createBatchSizes()
    sizes.shrink(grand, customers, 10)

    expect(sizes.of(grand, 'payments/getAll')).toBe(1_000)
    expect(sizes.of(credentialOf('petite'), customers)).toBe(1_000)
  })
})
