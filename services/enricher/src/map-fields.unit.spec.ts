import type { RecordField, RecordSchema } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import type { Tally } from './convert-value.ts'
import { createMapFields } from './map-fields.ts'

const field = (
  name: string,
  mews: string | undefined,
  type: RecordField['type'] = ['null', 'string'],
): RecordField => ({
  name,
  type,
  doc: '',
  ...(mews === undefined ? {} : { mews }),
})
const schema: RecordSchema = {
  type: 'record',
  name: 'Guest',
  namespace: 'test',
  doc: '',
  mews_ignored: ['Address.Id'],
  fields: [
    field('id', 'Id', 'string'),
    field('address_city', 'Address.City'),
    field('address_zip', 'Address.Zip'),
    field('data_value_floor', 'Data.Value.Floor'),
    field('fetched_by', undefined),
  ],
}

const names = ['id', 'address_city', 'address_zip', 'data_value_floor']

function map(entity: unknown) {
  const tally: Tally = { unmapped: 0, rounded: 0 }
  const mapped = createMapFields(schema)(entity, tally)
  if ('misfit' in mapped) return { fields: undefined, beyond: mapped, tally }
  const { values, beyond } = mapped
  return { fields: Object.fromEntries(values.map((value, nth) => [names[nth], value])), beyond, tally }
}

describe('createMapFields', () => {
  it('fills the fields that have a path, and no other', () => {
    const { fields, beyond } = map({ Id: 'a', Address: { City: 'Praha' } })

    expect(fields).toEqual({ id: 'a', address_city: 'Praha', address_zip: null, data_value_floor: null })
    expect(beyond).toBeUndefined()
  })

  it('treats null and absent alike, of a value and of an object', () => {
    const absent = map({ Id: 'a' })
    const empty = map({ Id: 'a', Address: null, Data: { Value: null } })

    expect(empty).toEqual(absent)
  })

  it("keeps what it does not know under Mews's path and names, and counts it", () => {
    const { beyond, tally } = map({
      Id: 'a',
      New: [1, { x: null }],
      Address: { City: 'Praha', Geo: { Lat: 1 } },
      Data: { Value: { Wing: 'B' } },
    })

    expect(beyond).toEqual({
      rest: { New: [1, { x: null }], Address: { Geo: { Lat: 1 } }, Data: { Value: { Wing: 'B' } } },
    })
    expect(tally.unmapped).toBe(3)
  })

  it('leaves out what is ignored, whatever it is', () => {
    expect(map({ Id: 'a', Address: { Id: { deep: true } } }).beyond).toBeUndefined()
  })

  it('names the path and what was expected, never the value', () => {
    expect(map({ Id: 'a', Address: { City: 4711 } }).beyond).toEqual({ misfit: 'Address.City', expected: 'a string' })
    expect(map({ Id: 'a', Data: { Value: 'secret' } }).beyond).toEqual({ misfit: 'Data.Value', expected: 'an object' })
    expect(map({ Id: 'a', Address: ['secret'] }).beyond).toEqual({ misfit: 'Address', expected: 'an object' })
  })

  it.each([[[]], ['text'], [7], [null], [undefined]])('refuses an entity that is %j', (entity) => {
    expect(map(entity).beyond).toEqual({ misfit: '(entity)', expected: 'an object' })
  })

  it('keeps keys that mean something to JavaScript like any other', () => {
    const { fields, beyond } = map(
      JSON.parse('{"Id":"a","__proto__":{"polluted":1},"constructor":2,"Address":{"__proto__":3,"City":"Praha"}}'),
    )

    expect(JSON.stringify(beyond)).toBe(
      '{"rest":{"__proto__":{"polluted":1},"constructor":2,"Address":{"__proto__":3}}}',
    )
    expect(fields?.['address_city']).toBe('Praha')
    expect(fields).not.toHaveProperty('polluted')
    expect({}).not.toHaveProperty('polluted')
  })
})
