import { describe, expect, it } from 'vitest'
import { diffRecords } from './diff-records.ts'

describe('what changed between two records', () => {
  it('is named field by field, in the order of the schema', () => {
    const before = { id: 'r', state: 'Confirmed', number: '1', cancelled_utc: null }
    const after = { id: 'r', state: 'Canceled', number: '1', cancelled_utc: 5 }

    expect(diffRecords(before, after)).toEqual([
      { field: 'state', before: 'Confirmed', after: 'Canceled' },
      { field: 'cancelled_utc', before: null, after: 5 },
    ])
  })

  it('says nothing of how the record came to be', () => {
    const before = { id: 'r', event_ids: ['1'], fetched_at: 1, first_received_at: 1, discriminators: ['A'] }
    const after = { id: 'r', event_ids: ['2'], fetched_at: 2, first_received_at: 2, discriminators: ['B'] }

    expect(diffRecords(before, after)).toEqual([])
  })

  it('takes a field that one of the two does not know as null', () => {
    expect(diffRecords({ old: 1, both: null }, { young: 2 })).toEqual([
      { field: 'young', before: null, after: 2 },
      { field: 'old', before: 1, after: null },
    ])
  })

  it('compares lists by what is in them', () => {
    expect(diffRecords({ ids: ['a', 'b'] }, { ids: ['a', 'b'] })).toEqual([])
    expect(diffRecords({ ids: ['a', 'b'] }, { ids: ['b', 'a'] })).toHaveLength(1)
  })
})
