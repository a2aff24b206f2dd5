import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { type ContainerRuntimeClient, getReaper, ImageName, LABEL_TESTCONTAINERS_SESSION_ID } from 'testcontainers'

import { LocalError } from './errors.ts'
import { findEngine } from './find-engine.ts'
import { findFreePorts } from './free-ports.ts'
import { isBrokerAnswering, isRegistryAnswering } from './is-answering.ts'
import { kafkaVersion } from './kafka.ts'
import { openBoth } from './open-both.ts'
import { type Container, openContainer } from './open-container.ts'
import { registryVersion, toRegistryUrl } from './registry.ts'
import { toKafkaVariables } from './render-properties.ts'
import { retryPorts } from './retry-ports.ts'
import type { LocalLog, LocalProvider, LocalStack, Opened } from './stack.ts'

const kafkaImage = `apache/kafka:${kafkaVersion}`
const registryImage = `apicurio/apicurio-registry:${registryVersion}`

/**
 * Opens Apache Kafka and Apicurio Registry as two containers of a Docker engine on this machine, on ports of 127.0.0.1.
 *
 * With a data folder their data is in volumes that bear the folder's name as a digest: an engine's user may not write where
 * we may. Containers that are left behind are removed by testcontainers' reaper, unless TESTCONTAINERS_RYUK_DISABLED says
 * that there is none.
 *
 * @throws LocalError when no engine answers, an image cannot be had, or one of the two does not start.
 */
export const openDocker: LocalProvider = async ({ log, dataDir, env }) => {
  const engine = await findEngine(env)
  if (engine === undefined) {
    const text = 'No Docker engine of this machine answers: start it, or set BELLHOP_LOCAL_PROVIDER=maven.'
    throw new LocalError('local-engine-missing', text, { retriable: true })
  }
  for (const image of [kafkaImage, registryImage]) await fetchImage(engine, image, log)

  const { sessionId } = await getReaper(engine)
  const labels = { [LABEL_TESTCONTAINERS_SESSION_ID]: sessionId }
  return retryPorts(() => openOnFreePorts(engine, labels, dataDir, log), log)
}

async function openOnFreePorts(
  engine: ContainerRuntimeClient,
  labels: Readonly<Record<string, string>>,
  dataDir: string | undefined,
  log: LocalLog,
): Promise<Opened<LocalStack>> {
  const ports = await findFreePorts('broker', 'http')
  const volumeOf = (name: string) => (dataDir === undefined ? undefined : `bellhop-${digest(resolve(dataDir))}-${name}`)
  const broker: Container = {
    name: `Apache Kafka ${kafkaVersion}`,
    image: kafkaImage,
    port: { inside: ports.broker, outside: ports.broker },
    variables: [
      'KAFKA_HEAP_OPTS=-Xmx512m',
      ...toKafkaVariables({
        brokerPort: ports.broker,
        controllerPort: 9093,
        logDir: '/var/lib/kafka/data',
        listenHost: '0.0.0.0',
      }),
    ],
    volume: { name: volumeOf('kafka'), path: '/var/lib/kafka/data' },
    labels,
    isAnswering: () => isBrokerAnswering(ports.broker),
  }
  const registryUrl = toRegistryUrl(ports.http)
  const registry: Container = {
    name: `Apicurio Registry ${registryVersion}`,
    image: registryImage,
    port: { inside: 8080, outside: ports.http },
    variables: [
      'JAVA_OPTS=-Xmx512m',
      'QUARKUS_HTTP_ACCESS_LOG_ENABLED=false',
      'APICURIO_STORAGE_KIND=sql',
      'APICURIO_STORAGE_SQL_KIND=h2',
      // Written at each commit, so that an id once given is known after a SIGKILL too.
      'APICURIO_DATASOURCE_URL=jdbc:h2:file:/tmp/schemas;WRITE_DELAY=0',
    ],
    // The one folder of the image that its user may write to.
    volume: { name: volumeOf('registry'), path: '/tmp' },
    labels,
    isAnswering: () => isRegistryAnswering(registryUrl),
  }
  const { value, close } = await openBoth(
    (signal) => openContainer(engine, broker, log, signal),
    (signal) => openContainer(engine, registry, log, signal),
  )
  const [brokerProcess, registryProcess] = value
  const brokers = `127.0.0.1:${ports.broker}`
  return {
    value: { provider: 'docker', brokers, registryUrl, broker: brokerProcess, registry: registryProcess },
    close,
  }
}

async function fetchImage(engine: ContainerRuntimeClient, image: string, log: LocalLog): Promise<void> {
  const name = ImageName.fromString(image)
  if (await engine.image.exists(name)) return
  log.info(`Fetching the image ${image}; this takes a minute, once`)
  const failed = await engine.image.pull(name).then(
    () => undefined,
    (error: unknown) => error,
  )
  // An engine tells of a failed download within an answer that is good.
  if (failed === undefined && (await engine.image.exists(name))) return
  const text = `The image ${image} is not here and cannot be fetched: see what 'docker pull ${image}' says.`
  throw new LocalError('local-image-missing', text, { retriable: true, cause: failed })
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
