import { describe, expect, it } from 'vitest'
import { renderRecord, toShown } from './render-record.ts'

const record = {
  topic: 'mews.entities.customer',
  partition: 3,
  offset: 42,
  key: 'c-1',
  value: null,
  timestamp: Date.UTC(2026, 10, 28, 9, 30),
}

describe('a record on a line', () => {
  it('leaves out what is null, and shows bytes as base64', () => {
    const value = { id: 'c-1', email: null, original: Buffer.from('hi') }

    expect(renderRecord(record, { value })).toBe(
      '2026-11-28T09:30:00Z  mews.entities.customer/3@42  c-1  {"id":"c-1","original":"aGk="}',
    )
  })

  it('says of a tombstone that it is one, and of what cannot be read why', () => {
    expect(renderRecord({ ...record, key: null }, { value: null })).toMatch(/@42 {2}- {2}\(tombstone\)$/)
    expect(renderRecord(record, { value: null, problem: 'no Avro' })).toMatch(/\(cannot be read: no Avro\)$/)
  })
})

describe('a record as JSON', () => {
  it('has all its fields, and its place', () => {
    const { value: _value, ...place } = record

    expect(toShown(record, { value: { id: 'c-1', email: null } })).toEqual({
      ...place,
      value: { id: 'c-1', email: null },
    })
    expect(toShown(record, { value: null, problem: 'no Avro' })).toEqual({ ...place, value: null, problem: 'no Avro' })
  })
})
