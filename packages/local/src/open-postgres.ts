import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { findFreePorts } from './free-ports.ts'
import { stderrLog } from './open-local-stack.ts'
import { openServer } from './open-server.ts'
import { preparePostgres, toPostgresServer } from './postgres.ts'
import type { LocalLog, LocalProcess, Opened } from './stack.ts'

/** A PostgreSQL of one's own, empty. */
export type LocalPostgres = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  /** All of it in one: `postgresql://user:password@host:port/database`. */
  readonly url: string
  readonly process: LocalProcess
}

/** The user `nobody` of Linux: somebody who is not root and is everywhere. */
const nobody = 65_534

/**
 * Opens a PostgreSQL on 127.0.0.1 in a temporary folder, which is gone when it is closed.
 *
 * Takes about a second; it ends with `close`, and within seconds of this process however it ends.
 *
 * @throws LocalError with the last lines of what failed; nothing is left running then.
 */
export async function openPostgres(options: { readonly log?: LocalLog } = {}): Promise<Opened<LocalPostgres>> {
  const { log = stderrLog } = options
  const workDir = await mkdtemp(join(tmpdir(), 'bellhop-postgres-'))
  const remove = () => rm(workDir, { recursive: true, force: true, maxRetries: 3 })
  try {
    const place = {
      workDir,
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      userId: process.getuid?.() === 0 ? nobody : undefined,
    }
    const login = { user: 'bellhop', password: randomUUID() }
    await preparePostgres(place, login)
    const { port } = await findFreePorts('port')
    const { value, close } = await openServer(toPostgresServer(place, port), log)
    const at = { host: '127.0.0.1', port, database: 'postgres' }
    const url = `postgresql://${login.user}:${login.password}@${at.host}:${at.port}/${at.database}`
    return { value: { ...at, ...login, url, process: value }, close: () => close().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}
