import { schemas } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { renderRecord, toMoments, toShown } from './render-record.ts'

const customer = toMoments(schemas.customer.fields)
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

    expect(renderRecord(record, { value }, customer)).toBe(
      '2026-11-28T09:30:00Z  mews.entities.customer/3@42  c-1  {"id":"c-1","original":"aGk="}',
    )
  })

  it('says moments as they are read, nullable ones too, and no other numbers', () => {
    const value = { changed_at: record.timestamp, updated_utc: record.timestamp + 5, address_latitude: 50.1 }

    expect(renderRecord(record, { value }, customer)).toMatch(
      /\{"changed_at":"2026-11-28T09:30:00.000Z","updated_utc":"2026-11-28T09:30:00.005Z","address_latitude":50.1\}$/,
    )
  })

  it('says of a tombstone that it is one, and of what cannot be read why', () => {
    expect(renderRecord({ ...record, key: null }, { value: null }, customer)).toMatch(/@42 {2}- {2}\(tombstone\)$/)
    expect(renderRecord(record, { value: null, problem: 'no Avro' }, customer)).toMatch(/\(cannot be read: no Avro\)$/)
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
