import { readLedger } from '@bellhop/audit'
import { createCodec, createSerializer } from '@bellhop/avro'
import { drain, waitUntil } from '@bellhop/demo'
import { type Payment, type RecordSchema, schemas } from '@bellhop/records'
import type { Opened } from '@bellhop/runtime'
import { createConnectClient, isInOrder, planWarehouse, toConnectorSettings, warehouseTables } from '@bellhop/warehouse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareRows } from '../programs/compare-rows.ts'
import { readRows } from '../programs/read-rows.ts'
import { openWarehouse, type Warehouse } from './open-warehouse.ts'
import { openWhole, postedEvents, type Whole } from './open-whole.ts'
import { startBellhop, typeBellhop } from './type-bellhop.ts'

const deadlineMs = 180_000
/** The first time Kafka Connect is downloaded. */
const openMs = 600_000
/** Milliseconds for which the database is away. */
const awayMs = Number(process.env['BELLHOP_DATABASE_AWAY_MS'] ?? 30_000)
const eventCount = Number(process.env['BELLHOP_EVENTS'] ?? 3_000)

describe('the warehouse, by the real Kafka Connect in the real PostgreSQL', { timeout: deadlineMs * 2 }, () => {
  let opened: Opened<Whole>
  let openedWarehouse: Opened<Warehouse>
  let whole: Whole
  let warehouse: Warehouse
  const connect = () => createConnectClient(warehouse.env.CONNECT_URL)
  const tables = () => warehouseTables(warehouse.env.TOPIC_PREFIX)
  const settings = () =>
    toConnectorSettings({ ...warehouse.env, WAREHOUSE_SCHEMA: 'bellhop', WAREHOUSE_CONNECTOR_SETTINGS: '{}' })

  beforeAll(async () => {
    opened = await openWhole()
    whole = opened.value
    openedWarehouse = await openWarehouse(whole.bellhop.topics.control.replace(/\.control$/, ''))
    warehouse = openedWarehouse.value
  }, openMs)
  afterAll(async () => {
    await openedWarehouse?.close()
    await opened?.close()
  })

  it('makes tables and connectors where there are none, and then has nothing more to do', async () => {
    const { database, env } = warehouse
    const planned = await typeBellhop(['warehouse', 'plan', '--json'], env)
    const applied = await typeBellhop(['warehouse', 'apply', '--json'], env)

    expect(planned.exitCode).toBe(2)
    expect(JSON.parse(planned.stdout).tables).toMatchObject(
      tables().map(({ name }) => ({ table: name, isMissing: true })),
    )
    expect(applied.exitCode).toBe(0)
    expect(JSON.parse(applied.stdout)).toEqual(JSON.parse(planned.stdout))
    const plan = () => planWarehouse(database, connect(), tables(), settings())
    await expect.poll(async () => isInOrder(await plan()), { timeout: deadlineMs }).toBe(true)
    expect((await typeBellhop(['warehouse', 'plan'], env)).exitCode).toBe(0)
    const [comment] = await database.query(
      `select col_description('bellhop.payment'::regclass, attnum) as doc from pg_attribute
        where attrelid = 'bellhop.payment'::regclass and attname = 'amount_gross_value'`,
    )
    expect(comment?.['doc']).toContain('Gross value of the payment')
  })

  it('holds what Mews holds, after a while of traffic', async () => {
    const { bellhop, simulator } = whole
    const traffic = simulator.startTraffic({ eventsPerSecond: 100 })
    await waitUntil('events were posted', () => postedEvents(simulator) >= eventCount, deadlineMs)
    await traffic.stop()
    await drain(bellhop, deadlineMs)

    await expectTruth(warehouse, whole)
  })

  it('holds amounts to the last digit, and nothing of an aborted transaction', async () => {
    const { bellhop } = whole
    const [example] = await readRows(warehouse.database, 'payment')
    const amounts = ['0.00000001', '-12345678901234567890.12345678', '99999999999999999999.99999999', '0.10000000']
    const toPayment = (id: string, amount: string) => ({ ...toRecord(example), id, amount_gross_value: amount })
    const good = amounts.map((amount, index) => toPayment(`exact-${index}`, amount))

    await write(whole, 'payment', schemas.payment, [toPayment('aborted', '1')], 'abort')
    await write(whole, 'payment', schemas.payment, good, 'commit')
    await expect.poll(() => countOf(warehouse, 'payment', "id like 'exact-%'"), { timeout: deadlineMs }).toBe(4)

    const found = await warehouse.database.query(
      "select amount_gross_value::text as amount from bellhop.payment where id like 'exact-%' order by id",
    )
    expect(found.map(({ amount }) => amount)).toEqual(amounts)
    expect(await countOf(warehouse, 'payment', "id = 'aborted'")).toBe(0)
    const ends = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
    const wanted = ends.entities.filter(({ entity }) => entity === 'payment').map(({ value }) => value)
    const newest = new Map(wanted.map((value) => [value.id, String(value['amount_gross_value'])]))
    const sums = await warehouse.database.query('select sum(amount_gross_value)::text as sum from bellhop.payment')
    expect(toUnits(String(sums[0]?.['sum']))).toBe([...newest.values()].reduce((sum, text) => sum + toUnits(text), 0n))
  })

  it('takes a row away when its entity is erased', async () => {
    await write(whole, 'payment', schemas.payment, [{ id: 'exact-0' }], 'erase')

    await expect.poll(() => countOf(warehouse, 'payment', "id = 'exact-0'"), { timeout: deadlineMs }).toBe(0)
    expect(await countOf(warehouse, 'payment', "id = 'exact-1'")).toBe(1)
  })

  it('gets a column for a field that a newer writer adds, and keeps taking what an older one writes', async () => {
    const { payment } = schemas
    const grown: RecordSchema = {
      ...payment,
      fields: [
        ...payment.fields,
        { name: 'tip_value', type: ['null', 'string'], default: null, doc: 'Added by a newer writer.' },
      ],
    }
    const [example] = await readRows(warehouse.database, 'payment')
    const newer = { ...toRecord(example), id: 'newer', tip_value: '2.50' }

    await write(whole, 'payment', grown, [newer], 'commit')
    await write(whole, 'payment', payment, [{ ...toRecord(example), id: 'older' }], 'commit')

    await expect.poll(() => countOf(warehouse, 'payment', "id in ('newer', 'older')"), { timeout: deadlineMs }).toBe(2)
    const rows = await warehouse.database.query(
      "select id, tip_value from bellhop.payment where id in ('newer', 'older') order by id",
    )
    expect(rows).toEqual([
      { id: 'newer', tip_value: '2.50' },
      { id: 'older', tip_value: null },
    ])
  })

  it('loses nothing while the database is away, and goes on by itself', async () => {
    const { bellhop, simulator } = whole
    const watch = startBellhop(['warehouse', 'watch'], warehouse.env)
    await warehouse.postgres.process.kill('SIGKILL')
    const goneAt = performance.now()
    const before = postedEvents(simulator)
    const traffic = simulator.startTraffic({ eventsPerSecond: 100 })
    await waitUntil('events were posted', () => postedEvents(simulator) >= before + eventCount / 3, deadlineMs)
    await traffic.stop()
    await drain(bellhop, deadlineMs)
    await waitUntil('the database was away long enough', () => performance.now() - goneAt > awayMs, deadlineMs)

    await warehouse.postgres.process.start()
    await warehouse.reconnect()

    await expectTruth(warehouse, whole)
    watch.child.kill('SIGTERM')
    expect((await watch.ended).exitCode).toBe(0)
    const { connectors } = await planWarehouse(warehouse.database, connect(), tables(), settings())
    expect(connectors.flatMap(({ problems }) => problems)).toEqual([])
  })

  it('has a row for each dead letter of either topic', async () => {
    const { bellhop, simulator } = whole
    await simulator.postBody('{ no JSON')
    await simulator.postBody({ not: 'a webhook' })
    await drain(bellhop, deadlineMs)

    const { deadLetters, quarantined } = await readLedger(
      bellhop.kafka,
      bellhop.registry,
      bellhop.topics,
      bellhop.groupId,
    )
    expect(quarantined).toHaveLength(2)
    const count = deadLetters.length + quarantined.length
    await expect.poll(() => countOf(warehouse, 'dead_letter', 'true'), { timeout: deadlineMs }).toBe(count)
  })
})

/** Every entity that an event has named stands in its table as the simulated Mews has it, column by column. */
async function expectTruth({ database }: Warehouse, { bellhop, simulator }: Whole): Promise<void> {
  const ledger = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
  const truth = [...simulator.truth()]
  const compare = async () => {
    const { missing, differences } = await compareRows(database, ledger, truth)
    return { missing, differences }
  }
  await expect.poll(compare, { timeout: deadlineMs, interval: 1_000 }).toEqual({ missing: [], differences: [] })
}

/** Writes records of hand to an entity topic, in one transaction; `erase` writes tombstones. */
async function write(
  { bellhop }: Whole,
  entity: 'payment',
  schema: RecordSchema,
  records: ReadonlyArray<{ readonly id: string }>,
  end: 'commit' | 'abort' | 'erase',
): Promise<void> {
  const topic = bellhop.topics.entity(entity)
  // Not by the way of our services, who refuse to go back to an older version.
  const id = await bellhop.registry.register(`${topic}-value`, schema)
  const toBytes = createSerializer(createCodec<{ id: string }>(schema), id)
  const producer = bellhop.kafka.producer({
    transactionalId: `${topic}-spec`,
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await producer.connect()
  const transaction = await producer.transaction()
  const messages = records.map((record) => ({ key: record.id, value: end === 'erase' ? null : toBytes(record) }))
  await transaction.send({ topic, messages })
  await (end === 'abort' ? transaction.abort() : transaction.commit())
  await producer.disconnect()
}

/** A row as a record that can be written again. */
function toRecord(row: Readonly<Record<string, unknown>> | undefined): Payment {
  if (row === undefined) throw new Error('There is no payment to take as an example')
  return row as Payment
}

async function countOf({ database }: Warehouse, table: string, condition: string): Promise<number> {
  const [row] = await database.query(`select count(*)::int as count from bellhop.${table} where ${condition}`)
  return Number(row?.['count'])
}

/** An amount in units of its eighth decimal. */
function toUnits(text: string): bigint {
  const [whole = '', decimals = ''] = text.split('.')
  return BigInt(whole + decimals.padEnd(8, '0'))
}
