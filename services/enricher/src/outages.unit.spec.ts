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

  it('are those of one operation of one token', () => {
    const outages = createOutages()
    outages.failed(grand, 'customers/getAll', 0)

    expect(outages.failed(grand, 'payments/getAll', 5_000)).toBe(0)
    expect(outages.failed(credentialOf('petite'), 'customers/getAll', 5_000)).toBe(0)
  })
})
