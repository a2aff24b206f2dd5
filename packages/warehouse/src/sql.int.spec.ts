import { readdir, readFile } from 'node:fs/promises'
import { type LocalPostgres, openPostgres } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './open-database.ts'
import { planTable } from './plan-table.ts'
import { warehouseTables } from './tables.ts'
import { toColumn } from './to-column.ts'

const folder = new URL('../../../warehouse/sql/', import.meta.url)
const tables = warehouseTables('mews')
const minuteMs = 60_000
const hourMs = 60 * minuteMs

describe('the queries of warehouse/sql, in a real PostgreSQL', () => {
  const { keep, closeAll } = createCloser()
  let database: Database
  const tried = new Set<string>()
  const run = async (file: string) => {
    tried.add(file)
    return database.query(await readFile(new URL(file, folder), 'utf8'))
  }
  /** Noon of today in UTC, the zone that the queries name. */
  const noon = new Date(new Date().setUTCHours(12, 0, 0, 0))

  beforeAll(async () => {
    const postgres: LocalPostgres = keep(await openPostgres())
    database = keep(await openDatabase(postgres.url))
    await database.query('create schema bellhop')
    for (const table of tables) {
      for (const statement of planTable('bellhop', table).statements) await database.query(statement)
    }
  })
  afterAll(async () => {
    expect([...tried].sort()).toEqual((await readdir(folder)).sort())
    await closeAll()
  })

  /** Adds rows; what is required and not given is empty, zero or now. */
  async function add(name: string, ...rows: ReadonlyArray<Readonly<Record<string, unknown>>>): Promise<void> {
    const columns = (tables.find((table) => table.name === name)?.schema.fields ?? []).map(toColumn)
    const required = columns.filter(({ isRequired }) => isRequired).map((column) => [column.name, emptyOf(column.type)])
    for (const row of rows) {
      const values = { ...Object.fromEntries(required), ...row }
      const sql = `insert into bellhop.${name} select * from jsonb_populate_record(null::bellhop.${name}, $1)`
      await database.query(sql, [JSON.stringify(values)])
    }
  }

  it('lists who arrives today, with room, persons and guest, and nobody who has cancelled or comes another day', async () => {
    const stay = { enterprise_id: 'e1', account_id: 'c1', account_type: 'Customer', state: 'Confirmed' }
    await add('customer', { id: 'c1', last_name: 'Ortiz', first_name: 'Ana' })
    await add('resource', { id: 'r1', name: '101' })
    await add(
      'reservation',
      {
        ...stay,
        id: 's1',
        number: '1',
        scheduled_start_utc: noon,
        scheduled_end_utc: new Date(noon.getTime() + 24 * hourMs),
        assigned_resource_id: 'r1',
        person_counts: [
          { AgeCategoryId: 'adult', Count: 2 },
          { AgeCategoryId: 'child', Count: 1 },
        ],
      },
      { ...stay, id: 's2', number: '2', scheduled_start_utc: noon, account_type: 'Company', actual_start_utc: noon },
      { ...stay, id: 's3', number: '3', scheduled_start_utc: noon, state: 'Canceled' },
      { ...stay, id: 's4', number: '4', scheduled_start_utc: new Date(noon.getTime() + 24 * hourMs) },
      { ...stay, id: 's5', number: '5', scheduled_start_utc: new Date(noon.getTime() - 24 * hourMs) },
    )

    const found = await run('arrivals-today.sql')

    expect(found).toMatchObject([
      { number: '1', resource: '101', persons: '3', last_name: 'Ortiz', has_checked_in: false },
      { number: '2', resource: null, persons: null, last_name: null, has_checked_in: true },
    ])
  })

  it('adds up what was charged by day and currency, exactly, and refunds against it', async () => {
    const paid = { enterprise_id: 'e1', state: 'Charged', amount_currency: 'EUR', charged_utc: noon }
    await add(
      'payment',
      { ...paid, id: 'p1', amount_gross_value: '-0.10000000' },
      { ...paid, id: 'p2', amount_gross_value: '-0.20000000' },
      { ...paid, id: 'p3', amount_gross_value: '0.05' },
      { ...paid, id: 'p4', amount_gross_value: '-99', amount_currency: 'CZK', charged_utc: null, created_utc: noon },
      { ...paid, id: 'p5', amount_gross_value: '-1000', state: 'Canceled' },
      { ...paid, id: 'p6', amount_gross_value: '-1000', charged_utc: new Date(noon.getTime() - 40 * 24 * hourMs) },
    )

    const found = await run('payments-by-day-and-currency.sql')

    expect(found).toMatchObject([
      { enterprise_id: 'e1', currency: 'CZK', payments: '1', received: '99.00000000' },
      { enterprise_id: 'e1', currency: 'EUR', payments: '3', received: '0.25000000' },
    ])
  })

  it('follows merged customers to the profile that lives on, and does not go round for ever', async () => {
    await add(
      'customer',
      { id: 'm1', merge_target_id: 'm2' },
      { id: 'm2', merge_target_id: 'm3' },
      { id: 'm3', last_name: 'Lives' },
      { id: 'm4', merge_target_id: 'unseen' },
      { id: 'm5', merge_target_id: 'm6' },
      { id: 'm6', merge_target_id: 'm5' },
    )

    const found = await run('customers-merged.sql')

    expect(found.slice(0, 3)).toMatchObject([
      { customer_id: 'm1', lives_on_as: 'm3', merges: 2, target_is_known: true, last_name: 'Lives' },
      { customer_id: 'm2', lives_on_as: 'm3', merges: 1, target_is_known: true },
      { customer_id: 'm4', lives_on_as: 'unseen', merges: 1, target_is_known: false },
    ])
    expect(found.map((row) => row['customer_id'])).toEqual(['m1', 'm2', 'm4', 'm5', 'm6'])
  })

  it('says for each enterprise and entity how fresh it is, by what was fetched within the day', async () => {
    const now = Date.now()
    const message = { enterprise_id: 'fresh', first_received_at: new Date(now - hourMs) }
    const old = new Date(now - 48 * hourMs)
    await add(
      'message',
      { ...message, id: 'f1', fetched_at: new Date(now - hourMs + 1_000) },
      { ...message, id: 'f2', fetched_at: new Date(now - hourMs + 3_000), changed_at: new Date(now - minuteMs) },
      { ...message, id: 'f3', first_received_at: old, fetched_at: new Date(old.getTime() + hourMs), changed_at: old },
    )

    const found = (await run('freshness-per-enterprise.sql')).filter((row) => row['enterprise_id'] === 'fresh')

    expect(found).toMatchObject([{ entity: 'message', entities: '3', seconds_p50: 2 }])
    expect(found[0]?.['newest_fetch']).toEqual(new Date(now - hourMs + 3_000))
  })

  it('counts dead letters by reason, kind of event and class, and those whose entity was fetched since', async () => {
    const absent = { reason: 'absent', class: 'data', discriminator: 'PaymentUpdated', failed_at: noon }
    await add(
      'dead_letter',
      { ...absent, id: 'd1', enterprise_id: 'e1', entity_id: 'dead-1' },
      { ...absent, id: 'd2', enterprise_id: 'e2', entity_id: 'dead-1' },
      { id: 'd3', reason: 'not-json', class: 'data', failed_at: noon },
      { ...absent, id: 'd4', failed_at: new Date(noon.getTime() - 40 * 24 * hourMs) },
      { ...absent, id: 'd5', enterprise_id: 'e1', entity_id: '0A000000-0000-4000-8000-000000000002' },
    )
    await add(
      'payment',
      { id: 'dead-1', fetched_at: new Date(noon.getTime() - 1) },
      { id: '0a000000-0000-4000-8000-000000000002', fetched_at: new Date(noon.getTime() + 1) },
    )

    const found = await run('dead-letters-by-reason.sql')

    expect(found).toMatchObject([
      { reason: 'absent', discriminator: 'PaymentUpdated', dead_letters: '3', open: '2', cured: '1', entities: '2' },
      { reason: 'not-json', discriminator: 'unknown', dead_letters: '1', open: '1', cured: '0', enterprises: '0' },
    ])
  })
})

function emptyOf(type: string): unknown {
  if (type === 'boolean') return false
  if (type === 'integer') return 0
  if (type === 'text[]') return []
  return type.startsWith('timestamp') ? new Date() : ''
}
