import type { Sample } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import type { AdminAnswer } from '../ask-admin.ts'
import { readParked, readUnknownEnterprises } from './read-service.ts'

const parkedOperations = (labels: Record<string, string>, value = 1) => ({
  name: 'bellhop_enricher_parked_operations',
  labels,
  value,
})
const enricher = (...samples: readonly Sample[]): AdminAnswer => ({
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

describe('enterprises that the directory does not know', () => {
  it('are as many as the enricher that knows of most of them tells', () => {
    const unknown = (value: number) => ({ name: 'bellhop_enricher_unknown_enterprises', labels: {}, value })

    expect(readUnknownEnterprises([enricher(unknown(1)), enricher(unknown(2))])).toBe(2)
    expect(readUnknownEnterprises([])).toBe(0)
  })
})
