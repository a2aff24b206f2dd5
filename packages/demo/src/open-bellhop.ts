import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRegistry, type Registry } from '@bellhop/avro'
import { createKafka, type KafkaClient, silent } from '@bellhop/kafka'
import { findFreePorts } from '@bellhop/local'
import { type TopicNames, topicNames } from '@bellhop/records'
import { createCloser, type Opened } from '@bellhop/runtime'
import { type ServiceProcess, startService } from './service-process.ts'
import { isSpoolEmpty } from './spool-files.ts'

/** Both services as processes, with all that one needs to look at what they do. */
export type Bellhop = {
  /** Where Mews would post, without the token. */
  readonly webhookUrl: string
  /** The token that the ingress accepts. */
  readonly webhookToken: string
  readonly ingress: ServiceProcess
  /** The enricher that runs now; another after `restartEnricher`. */
  readonly enricher: () => ServiceProcess
  /** Kills the enricher with SIGKILL and starts another. */
  readonly restartEnricher: () => Promise<void>
  /** Starts one more enricher, which shares the work; resolves when it is ready. The name is its own. */
  readonly addEnricher: (name: string, env?: Readonly<Record<string, string>>) => Promise<ServiceProcess>
  readonly topics: TopicNames
  readonly groupId: string
  readonly kafka: KafkaClient
  readonly registry: Registry
  readonly workDir: string
  readonly directoryFile: string
  /** Whether no webhook waits in the spool. */
  readonly isSpoolEmpty: () => Promise<boolean>
}

/** What {@link openBellhop} needs. */
export type BellhopOptions = {
  readonly brokers: string
  readonly registryUrl: string
  /** The directory file's content. */
  readonly directory: unknown
  readonly topicPrefix?: string
  readonly partitions?: number
  readonly env?: Readonly<Record<string, string>>
  /** What the enrichers are given besides: variables, and arguments for Node itself. */
  readonly enrichers?: { readonly env?: Readonly<Record<string, string>>; readonly nodeArgs?: readonly string[] }
  /** Ends the opening with its reason, once what was started is closed. */
  readonly stopping?: AbortSignal
}

/** Opens ingress and enricher against a broker, a registry and a Mews; resolves when both are ready. */
export async function openBellhop(options: BellhopOptions): Promise<Opened<Bellhop>> {
  const { brokers, registryUrl, directory, topicPrefix = 'mews', partitions = 12, enrichers, stopping } = options
  const { keep, closeAll } = createCloser()
  try {
    const workDir = await mkdtemp(join(tmpdir(), 'bellhop-'))
    keep({ value: workDir, close: () => rm(workDir, { recursive: true, force: true }) })
    const directoryFile = join(workDir, 'directory.json')
    await writeFile(directoryFile, JSON.stringify(directory, null, 2))

    const webhookToken = 'a-token-for-this-machine'
    const { httpPort } = await findFreePorts('httpPort')
    const groupId = `${topicPrefix}-enricher`
    const env = {
      KAFKA_BROKERS: brokers,
      SCHEMA_REGISTRY_URL: registryUrl,
      TOPIC_PREFIX: topicPrefix,
      TOPIC_PARTITIONS: String(partitions),
      DIRECTORY_FILE: directoryFile,
      ...options.env,
    }
    const ingress = await startService({
      service: 'ingress',
      workDir,
      env: {
        ...env,
        WEBHOOK_TOKENS: webhookToken,
        HTTP_HOST: '127.0.0.1',
        HTTP_PORT: String(httpPort),
      },
    })
    keep({ value: ingress, close: ingress.stop })
    const startEnricher = (name = 'enricher', more: Readonly<Record<string, string>> = {}) =>
      startService({
        service: 'enricher',
        name,
        workDir,
        env: { ...env, GROUP_ID: groupId, ...enrichers?.env, ...more },
        nodeArgs: enrichers?.nodeArgs ?? [],
      })
    let enricher = await startEnricher()
    keep({ value: enricher, close: () => enricher.stop() })
    await Promise.all([ingress.ready(stopping), enricher.ready(stopping)])

    const value: Bellhop = {
      webhookUrl: `http://127.0.0.1:${httpPort}/webhooks/mews`,
      webhookToken,
      ingress,
      enricher: () => enricher,
      restartEnricher: async () => {
        await enricher.kill('SIGKILL')
        enricher = await startEnricher()
      },
      addEnricher: async (name, more) => {
        const added = await startEnricher(name, more)
        keep({ value: added, close: added.stop })
        await added.ready()
        return added
      },
      topics: topicNames(topicPrefix),
      groupId,
      kafka: createKafka({ clientId: 'bellhop-onlooker', brokers: brokers.split(',') }, silent, () => {}),
      registry: openRegistry({ url: registryUrl }),
      workDir,
      directoryFile,
      isSpoolEmpty: () => isSpoolEmpty(join(workDir, 'spool')),
    }
    return { value, close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}
