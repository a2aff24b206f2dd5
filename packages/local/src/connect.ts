import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isFound } from './is-answering.ts'
import { kafkaVersion, toClassPath } from './kafka.ts'
import type { Server } from './open-server.ts'

/** Where the parts of Kafka Connect are, and where it may write. */
export type ConnectPlace = {
  readonly java: string
  /** Holds `libs` and `plugins`. */
  readonly folder: string
  readonly workDir: string
  readonly env: NodeJS.ProcessEnv
}

/** What differs between one worker's settings and another's. */
export type ConnectSettings = {
  readonly brokers: string
  /** Of its REST API on 127.0.0.1. */
  readonly port: number
  /** Begins the names of its group and its topics. */
  readonly groupId: string
}

/** Says how a worker of Kafka Connect is run, by the same settings as in an image: `warehouse/connect/worker.properties`. */
export async function prepareConnect(
  { java, folder, workDir, env }: ConnectPlace,
  { brokers, port, groupId }: ConnectSettings,
  removeOnLoss?: string,
): Promise<Server> {
  const shared = await readFile(new URL('../../../warehouse/connect/worker.properties', import.meta.url), 'utf8')
  const properties = join(workDir, 'connect.properties')
  const own = {
    'bootstrap.servers': brokers,
    'group.id': groupId,
    'config.storage.topic': `${groupId}-configs`,
    'offset.storage.topic': `${groupId}-offsets`,
    'status.storage.topic': `${groupId}-status`,
    listeners: `http://127.0.0.1:${port}`,
    'rest.advertised.host.name': '127.0.0.1',
    'plugin.path': join(folder, 'plugins'),
  }
  const overrides = Object.entries(own).map(([key, value]) => `${key}=${value}\n`)
  await writeFile(properties, `${shared}\n${overrides.join('')}`)
  return {
    name: `Kafka Connect ${kafkaVersion}`,
    // Before the worker has joined its group it lists no connectors.
    isAnswering: () => isFound(`http://127.0.0.1:${port}/connectors`),
    command: {
      program: java,
      args: [
        '-Xmx256m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        `-Djava.io.tmpdir=${workDir}`,
        '-Dorg.slf4j.simpleLogger.showDateTime=true',
        '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
        '-cp',
        await toClassPath(folder),
        'org.apache.kafka.connect.cli.ConnectDistributed',
        properties,
      ],
      cwd: folder,
      env,
      logFile: join(workDir, 'connect.log'),
      removeOnLoss,
    },
  }
}
