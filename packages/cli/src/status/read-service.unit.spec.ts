import { describe, expect, it } from 'vitest'
import type { AdminAnswer } from '../ask-admin.ts'
import { readParked } from './read-service.ts'

const parkedOperations = (labels: Record<string, string>, value = 1) => ({
  name: 'bellhop_enricher_parked_operations',
  labels,
  value,
})
const enricher = (...samples: ReturnType<typeof parkedOperations>[]): AdminAnswer => ({
  address: 'enricher:9465',
  isThere: true,
  readiness: { isReady: true, reasons: [] },
  samples,
})
const refused = { operation: 'payments/getAll', reason: '401', credential: 'grand-hotel', lane: '' }
const halted = { operation: 'customers/getAll', reason: 'flood', credential: '', lane: 'grand-hotels' }

describe('what is parked', () => {
  it('is told once with the credential or the lane, however many tasks and enrichers tell of it', () => {
    const told = readParked([
      enricher(parkedOperations(refused, 3), parkedOperations(halted)),
      enricher(parkedOperations(refused)),
      { address: 'enricher-2:9465', isThere: false, why: 'connection refused' },
    ])

    expect(told).toEqual([
      { operation: 'payments/getAll', reason: '401', of: 'grand-hotel' },
      { operation: 'customers/getAll', reason: 'flood', of: 'grand-hotels' },
    ])
  })

  it('is nothing where the count is none', () => {
    expect(readParked([enricher(parkedOperations(refused, 0))])).toEqual([])
  })
})
