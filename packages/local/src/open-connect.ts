import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { prepareConnect } from './connect.ts'
import { findJava } from './find-java.ts'
import { findFreePorts } from './free-ports.ts'
import { installConnect } from './install.ts'
import { toJavaEnvironment } from './java-environment.ts'
import { stderrLog } from './open-local-stack.ts'
import { openServer } from './open-server.ts'
import type { LocalLog, LocalProcess, Opened } from './stack.ts'

/** A worker of Kafka Connect with the JDBC sink and the registry's converter. */
export type LocalConnect = {
  /** Base of its REST API, without a slash at its end. */
  readonly url: string
  readonly process: LocalProcess
  readonly logFile: string
}

/**
 * Opens a worker of Kafka Connect on 127.0.0.1, of a group of its own; from the cache, or downloaded the first time.
 *
 * Resolves once it takes connectors. Its topics stay with the broker.
 *
 * @param options.timeZone - that its JVM believes to be in
 * @throws LocalError naming what is missing or the last lines of what failed; nothing is left running then.
 */
export async function openConnect(options: {
  readonly brokers: string
  readonly groupId: string
  readonly timeZone?: string
  readonly log?: LocalLog
}): Promise<Opened<LocalConnect>> {
  const { brokers, groupId, timeZone, log = stderrLog } = options
  const { env } = process
  const java = await findJava(env)
  const folder = await installConnect({ env, log })
  const workDir = await mkdtemp(join(tmpdir(), 'bellhop-connect-'))
  const remove = () => rm(workDir, { recursive: true, force: true, maxRetries: 3 })
  try {
    const { port } = await findFreePorts('port')
    const javaEnv = { ...toJavaEnvironment(env), ...(timeZone === undefined ? {} : { TZ: timeZone }) }
    const server = await prepareConnect({ java, folder, workDir, env: javaEnv }, { brokers, port, groupId }, workDir)
    const { value, close } = await openServer(server, log)
    const connect = { url: `http://127.0.0.1:${port}`, process: value, logFile: server.command.logFile }
    return { value: connect, close: () => close().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}
