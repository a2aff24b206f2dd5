import { describe, expect, it } from 'vitest'
import { isLeftOver, renderWarehouse } from './render-warehouse.ts'

const table = { table: 'payment', isMissing: false, statements: [], differences: [] }
const connector = { connector: 'mews-warehouse-payment', action: 'none' as const, differs: [], problems: [] }

describe('renderWarehouse', () => {
  it('says in one line that all is there', () => {
    expect(renderWarehouse({ tables: [table], connectors: [connector] }, false)).toEqual([
      '1 tables and 1 connectors; all are there as wanted.',
    ])
  })

  it('shows the SQL that would be run, and only what was done once it has been', () => {
    const plan = {
      tables: [{ ...table, isMissing: true, statements: ['create table "t" (\n  "id" text\n)'] }],
      connectors: [{ ...connector, action: 'update' as const, differs: ['topics'] }],
    }

    expect(renderWarehouse(plan, false)).toEqual([
      'missing   table payment',
      '    create table "t" (',
      '      "id" text',
      '    );',
      'to change connector mews-warehouse-payment: topics',
      '1 tables and 1 connectors.',
    ])
    expect(renderWarehouse(plan, true)).toEqual([
      'created   table payment',
      'changed   connector mews-warehouse-payment: topics',
      '1 tables and 1 connectors.',
    ])
  })

  it('tells what is left to a person: a column of another type, a connector that is paused', () => {
    const plan = {
      tables: [{ ...table, differences: ['payment.extra is json, not jsonb: alter table …'] }],
      connectors: [{ ...connector, problems: ['it is paused'] }],
    }

    expect(renderWarehouse(plan, true)).toEqual([
      'differs   payment.extra is json, not jsonb: alter table …',
      'differs   connector mews-warehouse-payment: it is paused',
      '1 tables and 1 connectors.',
    ])
    expect(isLeftOver(plan)).toBe(true)
    const failed = { ...connector, action: 'restart' as const, problems: ['task 0 has failed: X'] }
    expect(isLeftOver({ tables: [table], connectors: [failed] })).toBe(false)
  })
})
