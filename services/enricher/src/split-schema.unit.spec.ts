import { createCodec } from '@bellhop/avro'
import { schemas } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { entityNames } from './fakes/lane.ts'
import { splitSchema } from './split-schema.ts'

describe('the schema of entity records', () => {
  it.each(entityNames)('has the fields of all records at the end of a %s, and its own all from Mews', (entity) => {
    const { own, around } = splitSchema(schemas[entity])

    expect([...own.fields, ...around.fields]).toEqual(schemas[entity].fields)
    expect(own.fields.filter(({ mews }) => mews === undefined)).toEqual([])
    expect(around.fields.map(({ name }) => name)).toEqual(
      splitSchema(schemas.customer).around.fields.map(({ name }) => name),
    )
    expect(() => [createCodec(own), createCodec(around)]).not.toThrow()
  })

  it('is refused where an own field stands behind them: its bytes would be those of another', () => {
    const [first, ...rest] = schemas.resource.fields
    const shifted = { ...schemas.resource, fields: first === undefined ? [] : [...rest, first] }

    expect(() => splitSchema(shifted)).toThrow(TypeError)
    expect(() => splitSchema({ ...schemas.resource, fields: [] })).toThrow(TypeError)
  })
})
