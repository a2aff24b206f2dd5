import { describe, expect, it } from 'vitest'
import { toHalted } from './to-halted.ts'

describe('what an enricher says is halted', () => {
  it('is found among its reasons, lanes with spaces too', () => {
    const since = '2026-11-28T09:00:00.000Z'
    const reasons = [
      `payments/getAll of lane Grand Hotels is halted since ${since} (Mews answers 404): its events wait; mend the cause`,
      'most calls to the Mews API have failed for 12 s: events wait, and it is probed every ten seconds',
      `reservations/getAll/2023-06-06 of lane b is halted since ${since} (a flood of dead letters): its events wait`,
    ]

    expect(toHalted(reasons)).toEqual([
      { operation: 'payments/getAll', lane: 'Grand Hotels', since, cause: 'Mews answers 404' },
      { operation: 'reservations/getAll/2023-06-06', lane: 'b', since, cause: 'a flood of dead letters' },
    ])
  })
})
