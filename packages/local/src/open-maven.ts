import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { findJava } from './find-java.ts'
import { findFreePorts } from './free-ports.ts'
import { installKafka, installRegistry } from './install.ts'
import { toJavaEnvironment } from './java-environment.ts'
import { prepareBroker } from './kafka.ts'
import { openBoth } from './open-both.ts'
import { openServer } from './open-server.ts'
import { prepareRegistry, toRegistryUrl } from './registry.ts'
import { retryPorts } from './retry-ports.ts'
import type { LocalProvider, LocalStack, Opened, ProviderOptions } from './stack.ts'

/**
 * Opens Apache Kafka and Apicurio Registry as two Java processes on 127.0.0.1, from the cache or from Maven Central.
 *
 * @throws LocalError when Java is missing or old, when a download fails, or when one of the two does not start.
 */
export const openMaven: LocalProvider = async ({ log, dataDir, env }) => {
  const java = await findJava(env)
  const kafkaFolder = await installKafka({ java, env, log })
  const registryFolder = await installRegistry({ java, env, log })

  return retryPorts(() => openOnFreePorts({ java, kafkaFolder, registryFolder }, { log, dataDir, env }), log)
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
    const broker = await prepareBroker({ java, folder: kafkaFolder, workDir, env }, ports, temporary)
    const registry = await prepareRegistry({ java, folder: registryFolder, workDir, env }, ports, temporary)
    const { value, close } = await openBoth(
      (failed) => openServer(broker, log, failed),
      (failed) => openServer(registry, log, failed),
    )
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
