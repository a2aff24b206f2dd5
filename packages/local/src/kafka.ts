import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { toArchiveFlags } from './class-archive.ts'
import { isBrokerAnswering } from './is-answering.ts'
import type { Server } from './open-server.ts'
import { renderProperties } from './render-properties.ts'
import { runToEnd } from './run-to-end.ts'
import { type Security, toScramArguments } from './security.ts'

/**
 * The version that everything here was tried with. From 4.3.0 to 4.4.0 a broker that is started again ends a transaction
 * without its markers while partitions have no leader (KAFKA-20734), and the next transaction's end becomes theirs as well:
 * records appear twice or not at all.
 */
export const kafkaVersion = '4.2.2'

const name = `Apache Kafka ${kafkaVersion}`
/** Any 22 characters of base64 will do; nothing else ever joins this cluster. */
const clusterId = 'BellhopLocalBellhop000'

/** Where the broker's parts are, and where it may write. */
export type KafkaPlace = {
  readonly java: string
  /** Holds `libs`, and `formatted` once that is made. */
  readonly folder: string
  /** For settings, log and data. */
  readonly workDir: string
  readonly env: NodeJS.ProcessEnv
}

/** Formats an empty data folder, `formatted`, that every broker's data begins as a copy of: it saves a second a start. */
export function formatStorage(place: KafkaPlace): Promise<void> {
  return format(place, join(place.folder, 'formatted'), [])
}

async function format(
  { java, folder, workDir, env }: KafkaPlace,
  logDir: string,
  extraArgs: readonly string[],
): Promise<void> {
  const properties = join(workDir, 'format.properties')
  await writeFile(properties, renderProperties({ brokerPort: 9092, controllerPort: 9093, logDir }))
  const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties, ...extraArgs]
  await runToEnd(
    {
      program: java,
      args: ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', await toClassPath(folder), ...tool],
      cwd: folder,
      env,
      logFile: join(workDir, 'format.log'),
    },
    { code: 'local-start-failed', text: `${name} could not format its storage` },
  )
}

/**
 * Makes ready what the broker needs to start on these ports, and says how it is run.
 *
 * @param extraFlags - for the JVM, instead of those that use the class archive.
 * @param security - who is let in, and to what; without it anybody may do anything. Its users are known from the first
 *   start on the same data.
 */
export async function prepareBroker(
  place: KafkaPlace,
  ports: { readonly broker: number; readonly controller: number },
  removeOnLoss?: string,
  extraFlags?: readonly string[],
  security?: Security,
): Promise<Server> {
  const { java, folder, workDir, env } = place
  const logDir = join(workDir, `kafka-${kafkaVersion}`)
  if (!(await isFormatted(logDir))) {
    if (security) await format(place, logDir, toScramArguments(security))
    else await copyFormatted(join(folder, 'formatted'), logDir)
  }

  const properties = join(workDir, 'server.properties')
  const settings = { brokerPort: ports.broker, controllerPort: ports.controller, logDir, security }
  await writeFile(properties, renderProperties(settings), { mode: 0o600 })
  return {
    name,
    hasStarted: (logged) => logged.includes('Kafka Server started'),
    isAnswering: () => isBrokerAnswering(ports.broker, security?.trusted),
    command: {
      program: java,
      args: [
        '-Xmx512m',
        '-XX:+UseSerialGC',
        // Where libraries unpack their native parts: it goes with the rest.
        `-Djava.io.tmpdir=${workDir}`,
        ...(extraFlags ?? (await toArchiveFlags(folder))),
        '-Dorg.slf4j.simpleLogger.showDateTime=true',
        '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS',
        '-Dorg.slf4j.simpleLogger.showThreadName=false',
        '-cp',
        await toClassPath(folder),
        'kafka.Kafka',
        properties,
      ],
      cwd: folder,
      env,
      logFile: join(workDir, 'kafka.log'),
      removeOnLoss,
    },
  }
}

/** Sorted and relative, so that it is the same text at every start: the class archive is bound to it. */
export async function toClassPath(folder: string): Promise<string> {
  const jars = (await readdir(join(folder, 'libs'))).filter((file) => file.endsWith('.jar'))
  return jars
    .sort()
    .map((jar) => `libs/${jar}`)
    .join(':')
}

function isFormatted(logDir: string): Promise<boolean> {
  return stat(join(logDir, 'meta.properties')).then(
    () => true,
    () => false,
  )
}

async function copyFormatted(formatted: string, logDir: string): Promise<void> {
  const partial = `${logDir}.new`
  await mkdir(partial, { recursive: true })
  await cp(formatted, partial, { recursive: true })
  await rm(logDir, { recursive: true, force: true })
  await rename(partial, logDir)
}
