import type { RecordSchema } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { type ExistingTable, planTable } from './plan-table.ts'

const schema: RecordSchema = {
  type: 'record',
  name: 'Visit',
  namespace: 'bellhop',
  doc: "A guest's visit.",
  fields: [
    { name: 'id', type: 'string', doc: 'Key.' },
    {
      name: 'paid',
      type: ['null', { type: 'bytes', logicalType: 'decimal', precision: 28, scale: 8 }],
      default: null,
      doc: 'Money.',
    },
    { name: 'seen_at', type: { type: 'long', logicalType: 'timestamp-millis' }, doc: 'When.' },
    {
      name: 'extra',
      type: ['null', { type: 'string', 'connect.name': 'io.debezium.data.Json' }],
      default: null,
      doc: 'JSON.',
    },
  ],
}
const visit = { name: 'visit', topics: [], schema }
const asWanted: ExistingTable = {
  comment: schema.doc,
  primaryKey: ['id'],
  columns: [
    { name: 'id', type: 'text', isRequired: true, comment: 'Key.', hasDefault: false },
    { name: 'paid', type: 'numeric(28,8)', isRequired: false, comment: 'Money.', hasDefault: false },
    { name: 'seen_at', type: 'timestamp with time zone', isRequired: true, comment: 'When.', hasDefault: false },
    { name: 'extra', type: 'jsonb', isRequired: false, comment: 'JSON.', hasDefault: false },
  ],
}
const changed = (name: string, change: object): ExistingTable => ({
  ...asWanted,
  columns: asWanted.columns.map((column) => (column.name === name ? { ...column, ...change } : column)),
})

describe('planTable', () => {
  it('makes a table that is missing, with its key and the words of the schema', () => {
    const { isMissing, statements, differences } = planTable('hotel', visit)

    expect({ isMissing, differences }).toEqual({ isMissing: true, differences: [] })
    expect(statements).toEqual([
      [
        'create table "hotel"."visit" (',
        '  "id" text not null,',
        '  "paid" numeric(28,8),',
        '  "seen_at" timestamp with time zone not null,',
        '  "extra" jsonb,',
        '  primary key ("id")',
        ')',
      ].join('\n'),
      `comment on table "hotel"."visit" is 'A guest''s visit.'`,
      `comment on column "hotel"."visit"."id" is 'Key.'`,
      `comment on column "hotel"."visit"."paid" is 'Money.'`,
      `comment on column "hotel"."visit"."seen_at" is 'When.'`,
      `comment on column "hotel"."visit"."extra" is 'JSON.'`,
    ])
  })

  it('has nothing to do where all is as wanted, whatever else somebody has added', () => {
    const more = { name: 'note', type: 'text', isRequired: false, comment: null, hasDefault: false }
    const existing = { ...asWanted, columns: [...asWanted.columns, more] }

    expect(planTable('hotel', visit, existing)).toEqual({
      table: 'visit',
      isMissing: false,
      statements: [],
      differences: [],
    })
  })

  it('adds a column that is missing as one that may be null, because rows are there already', () => {
    const existing = { ...asWanted, columns: asWanted.columns.filter(({ name }) => name !== 'seen_at') }

    expect(planTable('hotel', visit, existing).statements).toEqual([
      'alter table "hotel"."visit" add column "seen_at" timestamp with time zone',
      `comment on column "hotel"."visit"."seen_at" is 'When.'`,
    ])
  })

  it('renews the words where the schema has others', () => {
    const { statements } = planTable('hotel', visit, { ...changed('paid', { comment: null }), comment: 'Old.' })

    expect(statements).toEqual([
      `comment on table "hotel"."visit" is 'A guest''s visit.'`,
      `comment on column "hotel"."visit"."paid" is 'Money.'`,
    ])
  })

  it.each([
    ['seen_at', 'timestamp(6) without time zone', 'timestamp with time zone using "seen_at" at time zone \'UTC\''],
    ['extra', 'json', 'jsonb using "extra"::jsonb'],
    ['paid', 'double precision', 'numeric(28,8)'],
  ])('leaves to a person a column %s of the type %s, and says how', (name, type, wanted) => {
    const { statements, differences } = planTable('hotel', visit, changed(name, { type }))

    expect(statements).toEqual([])
    expect(differences).toHaveLength(1)
    expect(differences[0]).toContain(`${name} is ${type}`)
    expect(differences[0]).toContain(`alter table "hotel"."visit" alter column "${name}" type ${wanted}`)
  })

  it('says what would make every upsert fail: no key, or a column that must be filled and is not', () => {
    const more = { name: 'note', type: 'text', isRequired: true, comment: null, hasDefault: false }
    const filled = { ...more, name: 'made_at', hasDefault: true }
    const existing = { ...asWanted, primaryKey: [], columns: [...asWanted.columns, more, filled] }

    const { differences } = planTable('hotel', visit, existing)

    expect(differences).toEqual([
      'visit has no primary key of id alone: alter table "hotel"."visit" add primary key ("id")',
      'visit.note may not be null, but rows come without it: alter table "hotel"."visit" alter column "note" drop not null',
    ])
  })
})
