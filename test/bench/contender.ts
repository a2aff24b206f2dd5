import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type ServiceProcess, startService, waitUntil } from '@bellhop/demo'
import { findFreePorts, type LocalStack, startWatched } from '@bellhop/local'
import { type TopicNames, topicNames } from '@bellhop/records'
import type { Opened } from '@bellhop/runtime'
import { createBodies } from './bodies.ts'
import { runLoad } from './load.ts'

/** A program that takes webhooks and writes their events to topics. */
export type Contender = {
  readonly name: string
  readonly port: number
  readonly path: string
  readonly pid: () => number
  /** The topics that it writes. */
  readonly topics: readonly string[]
  /** Whether it keeps malformed and unknown events too. */
  readonly keepsAll: boolean
}

const token = 'a-token-for-this-machine'
const path = `/webhooks/mews?Token=${token}`

/** What our ingress is started with. */
export type OursOptions = {
  readonly prefix: string
  readonly workers: number
  /** It writes a profile of where its time went there at its end. */
  readonly profileDir?: string
  /** Free ones when left out. */
  readonly port?: number
  readonly adminPort?: number
  /** The stack's when left out. */
  readonly brokers?: string
  /** A folder of its own in the work folder when left out. */
  readonly spoolDir?: string
  readonly spoolMaxBytes?: number
}

/** Opens our ingress, built; resolves when it takes webhooks. */
export async function openOurs(
  stack: LocalStack,
  workDir: string,
  options: OursOptions,
): Promise<Opened<Contender & { readonly service: ServiceProcess }>> {
  const { prefix, workers, profileDir, adminPort, spoolMaxBytes } = options
  const port = options.port ?? (await findFreePorts('port')).port
  const directory = join(workDir, 'directory.json')
  await writeFile(directory, JSON.stringify({ baseUrl: 'http://127.0.0.1:1', clientToken: 'none', credentials: [] }))
  const service = await startService({
    service: 'ingress',
    name: `ingress-${prefix}`,
    workDir,
    nodeArgs: profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profileDir)}`],
    ...(adminPort === undefined ? {} : { adminPort }),
    env: {
      KAFKA_BROKERS: options.brokers ?? stack.brokers,
      SCHEMA_REGISTRY_URL: stack.registryUrl,
      TOPIC_PREFIX: prefix,
      DIRECTORY_FILE: directory,
      WEBHOOK_TOKENS: token,
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(port),
      INGRESS_WORKERS: String(workers),
      SPOOL_DIR: options.spoolDir ?? join(workDir, `spool-${prefix}`),
      ...(spoolMaxBytes === undefined ? {} : { SPOOL_MAX_BYTES: String(spoolMaxBytes) }),
    },
  })
  try {
    await service.ready()
  } catch (error) {
    await service.stop()
    throw error
  }
  const pid = () => service.pid() ?? 0
  const name = workers === 1 ? 'bellhop' : `bellhop, ${workers} workers`
  return {
    value: { name, port, path, pid, topics: toTopics(topicNames(prefix)), keepsAll: true, service },
    close: service.stop,
  }
}

function toTopics(names: TopicNames): string[] {
  return [...names.events, names.unrecognised, names.deadLetterWebhooks]
}

/**
 * Opens a rival by its command line, in which {brokers}, {registry}, {port}, {token} and {prefix} are filled in. It must
 * take what we take on the same route, and write the same topics.
 */
export async function openRival(stack: LocalStack, workDir: string, commandLine: string): Promise<Opened<Contender>> {
  const { port } = await findFreePorts('port')
  const prefix = 'rival'
  const filled = Object.entries({ brokers: stack.brokers, registry: stack.registryUrl, port, token, prefix }).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
    commandLine,
  )
  const logFile = join(workDir, 'rival.log')
  const child = startWatched({
    program: '/bin/sh',
    args: ['-c', `exec ${filled}`],
    cwd: process.cwd(),
    env: process.env,
    logFile,
  })
  await waitUntil(
    'the rival answers 204',
    async () => {
      if (child.hasEnded()) throw new Error(`The rival ended before it answered; see ${logFile}`)
      const { statuses } = await runLoad({
        port,
        path,
        bodies: createBodies(0xffff, 1),
        rate: 4,
        seconds: 0.5,
        connections: 1,
        patienceSeconds: 2,
      })
      return statuses[0] === 204
    },
    60_000,
  )
  const pid = () => child.pid ?? 0
  return {
    value: { name: 'rival', port, path, pid, topics: [...topicNames(prefix).events], keepsAll: false },
    close: () => child.stop(5_000),
  }
}
