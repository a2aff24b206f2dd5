import { BellhopError, describeError } from '@bellhop/runtime'
import pg from 'pg'

/** A database that takes SQL, a statement at a time. */
export type Database = {
  /** Rows by their columns' names. */
  readonly query: (
    sql: string,
    values?: readonly unknown[],
  ) => Promise<ReadonlyArray<Readonly<Record<string, unknown>>>>
  /** Does all of `work` or nothing; two of the same name wait for each other, in other processes too. */
  readonly atOnce: (name: string, work: () => Promise<void>) => Promise<void>
}

const connectTimeoutMs = 10_000

/**
 * Connects to PostgreSQL.
 *
 * @throws BellhopError `not-ready` within 10 s when it cannot be reached or refuses the login; the message holds no password
 */
export async function openDatabase(url: string): Promise<{ value: Database; close: () => Promise<void> }> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'bellhop',
  })
  // A connection that is lost while nothing is asked: the next query says so.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    const { host } = new URL(url)
    const message = `The warehouse at ${host} cannot be reached: ${describeError(cause)}. Check WAREHOUSE_URL, and that PostgreSQL runs.`
    throw new BellhopError({ code: 'not-ready', message, retriable: true, cause })
  }
  const query: Database['query'] = async (sql, values = []) => (await client.query(sql, [...values])).rows
  const atOnce: Database['atOnce'] = async (name, work) => {
    await client.query('begin')
    try {
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [name])
      await work()
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  }
  return { value: { query, atOnce }, close: () => client.end() }
}
