import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Authority, createAuthority } from './certificates.ts'
import { findJava } from './find-java.ts'
import { findFreePorts } from './free-ports.ts'
import { installKafka } from './install.ts'
import { toJavaEnvironment } from './java-environment.ts'
import { prepareBroker } from './kafka.ts'
import { openServer } from './open-server.ts'
import { superUser } from './security.ts'
import type { LocalLog, LocalProcess, Opened } from './stack.ts'

/** A broker that speaks TLS, asks who one is, and allows nobody anything that he was not given. */
export type SecureBroker = {
  /** `host:port` for those who log in by PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512. */
  readonly brokers: string
  /** `host:port` for those who show a certificate of the authority: their user is `CN=<common name>`. */
  readonly mutualBrokers: string
  readonly authority: Authority
  /** By user; `admin` may do everything. */
  readonly passwords: Readonly<Record<string, string>>
  readonly process: LocalProcess
}

/** What is said of the broker to open. */
export type SecureBrokerOptions = {
  /** Users besides `admin`: letters, digits and hyphens. */
  readonly users: readonly string[]
  readonly log: LocalLog
  /** Milliseconds after which a connection has to log in again. Default 3,600,000. */
  readonly reauthenticateMs?: number
  /** Read for JAVA_HOME, PATH, XDG_CACHE_HOME, HOME. */
  readonly env?: NodeJS.ProcessEnv
}

/**
 * Opens a broker with TLS, logins and ACLs on 127.0.0.1, with certificates and passwords made for it alone.
 *
 * @throws LocalError as `openLocalStack` does
 */
export async function openSecureBroker(options: SecureBrokerOptions): Promise<Opened<SecureBroker>> {
  const { users, log, reauthenticateMs = 3_600_000, env = process.env } = options
  const java = await findJava(env)
  const folder = await installKafka({ java, env, log })
  const workDir = await mkdtemp(join(tmpdir(), 'bellhop-secure-'))
  const remove = () => rm(workDir, { recursive: true, force: true, maxRetries: 3 })
  try {
    const ports = await findFreePorts('broker', 'controller', 'mutual')
    const authority = createAuthority('Bellhop local authority', new Date())
    const passwords = Object.fromEntries([superUser, ...users].map((user) => [user, randomBytes(12).toString('hex')]))
    const place = { java, folder, workDir, env: toJavaEnvironment(env) }
    const server = await prepareBroker(place, ports, workDir, undefined, {
      mutualPort: ports.mutual,
      trusted: authority.cert,
      certificate: authority.issue('broker'),
      passwords,
      reauthenticateMs,
    })
    const { value: process, close } = await openServer(server, log)
    const value = {
      brokers: `127.0.0.1:${ports.broker}`,
      mutualBrokers: `127.0.0.1:${ports.mutual}`,
      authority,
      passwords,
      process,
    }
    return { value, close: () => close().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}
