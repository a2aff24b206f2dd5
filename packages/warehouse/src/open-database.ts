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
 * @throws BellhopError `not-ready` within 10 s when it cannot be reached, which may pass, or refuses the login; the message
 * holds no password. A query throws it too, once the connection is lost.
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
    throw toUnreachable(url, cause)
  }
  const query: Database['query'] = async (sql, values = []) => {
    try {
      return (await client.query(sql, [...values])).rows
    } catch (cause) {
      throw isAnswer(cause) ? cause : toUnreachable(url, cause)
    }
  }
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

/** Classes of SQLSTATE (PostgreSQL, "Error Codes") that say that it is going away: it may come back. */
const goingAway = /^(08|57P)/
/** That it refuses the login, or has no such database. */
const refusal = /^(28|3D)/

/** Whether the database itself has answered, and stays: what is wrong is wrong with what it was asked. */
function isAnswer(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !goingAway.test(error.code ?? '')
}

function toUnreachable(url: string, cause: unknown): BellhopError {
  const { host } = new URL(url)
  const isRefused = cause instanceof pg.DatabaseError && refusal.test(cause.code ?? '')
  const message = isRefused
    ? `The warehouse at ${host} refuses us: ${describeError(cause)}. Check WAREHOUSE_URL and WAREHOUSE_PASSWORD.`
    : `The warehouse at ${host} cannot be reached: ${describeError(cause)}. Check WAREHOUSE_URL, and that PostgreSQL runs.`
  return new BellhopError({ code: 'not-ready', message, retriable: !isRefused, cause })
}
