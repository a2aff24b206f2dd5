import { catalogue } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { warehouseTables } from './tables.ts'
import { toColumn } from './to-column.ts'

/** PostgreSQL cuts a longer name off without a word (NAMEDATALEN). */
const longestName = 63

describe('warehouseTables', () => {
  const tables = warehouseTables('hotel')

  it('has one table for each entity of the catalogue, and one for both topics of dead letters', () => {
    const entities = new Set(catalogue.map(({ entity }) => entity.replaceAll('-', '_')))

    expect(tables.map(({ name }) => name).sort()).toEqual([...entities, 'dead_letter'].sort())
    expect(tables.find(({ name }) => name === 'resource_block')?.topics).toEqual(['hotel.entities.resource-block'])
    expect(tables.at(-1)?.topics).toEqual(['hotel.dead-letters.webhooks', 'hotel.dead-letters.events'])
  })

  it('has a key, and no name that PostgreSQL would cut off', () => {
    for (const { schema } of tables) {
      const columns = schema.fields.map(toColumn)
      expect(columns[0]).toMatchObject({ name: 'id', type: 'text', isRequired: true })
      for (const { name } of columns) expect(name.length).toBeLessThanOrEqual(longestName)
    }
  })
})
