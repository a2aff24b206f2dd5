import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { LocalError } from './errors.ts'
import { findJava } from './find-java.ts'
import { findFreePorts } from './free-ports.ts'
import { installKafka, installRegistry } from './install.ts'
import { toJavaEnvironment } from './java-environment.ts'
import { prepareBroker } from './kafka.ts'
import { openServer, type Server } from './open-server.ts'
import { prepareRegistry, toRegistryUrl } from './registry.ts'
import type { LocalLog, LocalProcess, LocalProvider, LocalStack, Opened, ProviderOptions } from './stack.ts'

const startAttempts = 3

/**
 * Opens Apache Kafka and Apicurio Registry as two Java processes on 127.0.0.1, from the cache or from Maven Central.
 *
 * @throws LocalError when Java is missing or old, when a download fails, or when one of the two does not start.
 */
export const openMaven: LocalProvider = async ({ log, dataDir, env }) => {
  const java = await findJava(env)
  const kafkaFolder = await installKafka({ java, env, log })
  const registryFolder = await installRegistry({ java, env, log })

  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openOnFreePorts({ java, kafkaFolder, registryFolder }, { log, dataDir, env })
    } catch (error) {
      const isPortTaken = error instanceof LocalError && error.code === 'local-port-taken'
      if (!isPortTaken || attempt === startAttempts) throw error
      log.info(`${error.message} Starting again on other ports`)
    }
  }
}

type Programs = { readonly java: string; readonly kafkaFolder: string; readonly registryFolder: string }

async function openOnFreePorts(programs: Programs, options: ProviderOptions): Promise<Opened<LocalStack>> {
  const { java, kafkaFolder, registryFolder } = programs
  const { log, dataDir } = options
  const temporary = dataDir === undefined ? await mkdtemp(join(tmpdir(), 'bellhop-local-')) : undefined
  const workDir = temporary ?? resolve(dataDir ?? '.')
  const env = toJavaEnvironment(options.env)
  const removeTemporary = async () => {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true, maxRetries: 3 })
  }

  try {
    await mkdir(workDir, { recursive: true })
    const ports = await findFreePorts('broker', 'controller', 'http', 'management')
    const servers: [Server, Server] = [
      await prepareBroker({ java, folder: kafkaFolder, workDir, env }, ports, temporary),
      await prepareRegistry({ java, folder: registryFolder, workDir, env }, ports, temporary),
    ]
    const { value, close } = await openBoth(servers, log)
    const stack: LocalStack = {
      provider: 'maven',
      brokers: `127.0.0.1:${ports.broker}`,
      registryUrl: toRegistryUrl(ports.http),
      broker: value[0],
      registry: value[1],
    }
    return { value: stack, close: () => close().finally(removeTemporary) }
  } catch (error) {
    await removeTemporary()
    throw error
  }
}

/** Opens two servers at once; when one fails the other is stopped, and the first failure is thrown. */
async function openBoth(
  [first, second]: [Server, Server],
  log: LocalLog,
): Promise<Opened<[LocalProcess, LocalProcess]>> {
  const failed = new AbortController()
  const open = async (server: Server) => {
    try {
      return await openServer(server, log, failed.signal)
    } catch (error) {
      failed.abort(error)
      return undefined
    }
  }
  const [one, two] = await Promise.all([open(first), open(second)])
  const close = async () => {
    await Promise.all([one?.close(), two?.close()])
  }
  if (one === undefined || two === undefined) {
    await close()
    throw failed.signal.reason
  }
  return { value: [one.value, two.value], close }
}
