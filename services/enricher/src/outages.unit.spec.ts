import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { createOutages } from './outages.ts'

const grand = credentialOf('grand')

describe('outages', () => {
  it('last from the first failure to the next good answer', () => {
    const outages = createOutages()

    expect(outages.failed(grand, 'customers/getAll', 1_000)).toBe(0)
    expect(outages.failed(grand, 'customers/getAll', 61_000)).toBe(60_000)
    outages.ended(grand, 'customers/getAll')
    expect(outages.failed(grand, 'customers/getAll', 90_000)).toBe(0)
  })

  it('end with a good answer, and the operation is well until the next failure', () => {
    const outages = createOutages()
    const isWell = () => outages.isWell(grand, 'customers/getAll')

    expect(isWell()).toBe(false)
    outages.ended(grand, 'customers/getAll')
    expect(isWell()).toBe(true)
    outages.failed(grand, 'customers/getAll', 0)
    expect(isWell()).toBe(false)
  })

  it('are those of one operation of one token', () => {
    const outages = createOutages()
    outages.failed(grand, 'customers/getAll', 0)

    expect(outages.failed(grand, 'payments/getAll', 5_000)).toBe(0)
    expect(outages.failed(credentialOf('petite'), 'customers/getAll', 5_000)).toBe(0)
  })
})
