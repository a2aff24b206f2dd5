import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Command, findFreePorts, startWatched, type WatchedProcess } from '@bellhop/local'
import { request } from 'undici'
import { waitUntil } from './wait-until.ts'

/** A service as a process of its own, which does not outlive ours. */
export type ServiceProcess = {
  readonly name: string
  readonly pid: () => number | undefined
  readonly adminUrl: string
  readonly logFile: string
  /** Resolves when it says that it is ready. @throws Error with its last lines when it ends before. */
  readonly ready: (stopping?: AbortSignal) => Promise<void>
  readonly hasEnded: () => boolean
  /** The last lines that it logged. */
  readonly lastLines: () => Promise<string>
  /** SIGTERM, then SIGKILL after 12 s. */
  readonly stop: () => Promise<void>
  readonly kill: (signal: NodeJS.Signals) => Promise<void>
}

/** What a service process is given. */
export type ServiceOptions = {
  readonly service: 'ingress' | 'enricher'
  /** Tells apart several processes of one service; part of the log's name. */
  readonly name?: string
  /** Folder for its log; gone when we are killed, by the watcher of whichever process is first. */
  readonly workDir: string
  readonly env: Readonly<Record<string, string>>
  /** For Node itself. */
  readonly nodeArgs?: readonly string[]
  /** A free one when left out. */
  readonly adminPort?: number
}

const readyWithinMs = 90_000

/** As in docker/bellhop.sh, which says why. */
const heapFlags = { ingress: [], enricher: ['--max-semi-space-size=32'] }

/** Starts a service from its built main file. */
export async function startService(options: ServiceOptions): Promise<ServiceProcess> {
  const { service, name = service, workDir, env, nodeArgs = [] } = options
  const adminPort = options.adminPort ?? (await findFreePorts('adminPort')).adminPort
  const logFile = join(workDir, `${name}.log`)
  const main = createRequire(import.meta.url).resolve(`@bellhop/${service}/main`)
  const command: Command = {
    program: process.execPath,
    args: ['--enable-source-maps', ...heapFlags[service], ...nodeArgs, main],
    cwd: workDir,
    env: { PATH: process.env['PATH'], ...env, ADMIN_HOST: '127.0.0.1', ADMIN_PORT: String(adminPort) },
    logFile,
    removeOnLoss: workDir,
  }
  const child: WatchedProcess = startWatched(command)
  const adminUrl = `http://127.0.0.1:${adminPort}`
  return {
    name,
    pid: () => child.pid,
    adminUrl,
    logFile,
    hasEnded: child.hasEnded,
    lastLines: () => lastLines(logFile),
    stop: () => child.stop(12_000),
    kill: async (signal) => {
      child.kill(signal)
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await child.ended
    },
    ready: async (stopping) => {
      await waitUntil(
        `${name} is ready`,
        async () => {
          if (child.hasEnded()) throw new Error(`${name} ended before it was ready:\n${await lastLines(logFile)}`)
          return isReady(adminUrl)
        },
        readyWithinMs,
        100,
        stopping,
      ).catch(async (error: unknown) => {
        stopping?.throwIfAborted()
        throw new Error(`${String(error)}\n${await lastLines(logFile)}`)
      })
    },
  }
}

async function isReady(adminUrl: string): Promise<boolean> {
  try {
    const { body } = await request(`${adminUrl}/health/ready`)
    // A degraded service takes work, but not all of it is there yet.
    const { status } = (await body.json()) as { status?: unknown }
    return status === 'ready' || status === 'degraded'
  } catch {
    return false
  }
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-15).join('\n')
}
