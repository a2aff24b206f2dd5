import { describe, expect, it } from 'vitest'
import { renderVerdict, type Verdict } from './verdict.ts'

const verdict: Verdict = {
  accepted: 3,
  kept: 4,
  short: [],
  accounting: {
    sums: { consumed: 4, enriched: 3, unchanged: 0, deadLettered: 0, waiting: 1 },
    unread: 0,
    stillWaiting: 0,
    lost: [],
    problems: [],
  },
  comparison: { compared: 3, missing: [], differences: [], stale: [] },
  faults: [],
}

describe('a verdict', () => {
  it('says that all promises hold where there is no fault', () => {
    expect(renderVerdict(verdict)).toMatch(/^all promises hold$/m)
  })

  it('names each fault instead', () => {
    const text = renderVerdict({ ...verdict, faults: ['an event is nowhere'] })

    expect(text).toMatch(/^FAULT +an event is nowhere$/m)
    expect(text).not.toContain('all promises hold')
  })
})
