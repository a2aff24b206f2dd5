import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitUntil } from '@bellhop/demo'
import { findFreePorts } from '@bellhop/local'
import { createCloser, type Opened } from '@bellhop/runtime'
import { type OursOptions, openOurs } from '../bench/contender.ts'
import { childrenOf } from '../bench/process-usage.ts'
import type { FaultContext } from './fault.ts'

/** Our ingress, which is ended and started again on the same ports and spool folder. */
export type Ingress = {
  readonly port: number
  readonly path: string
  readonly topics: readonly string[]
  readonly spoolDir: string
  /** What its metrics say, by a metric's name; undefined when they cannot be had. */
  readonly fetchMetric: (name: string) => Promise<number | undefined>
  /** Whether it is ready, with nothing to complain of. */
  readonly isReady: () => Promise<boolean>
  /** The pids of its workers, oldest first. */
  readonly workers: () => readonly number[]
  /** SIGKILL to its first process and to all workers; resolves once the first process is gone. */
  readonly kill: () => Promise<void>
  /** SIGTERM, and SIGKILL after 12 s; gives the seconds that it took. */
  readonly stop: () => Promise<number>
  /** Starts it again; resolves when it takes webhooks. */
  readonly start: () => Promise<void>
  readonly lastLines: () => Promise<string>
}

/** What an ingress is opened with, beside its prefix. */
export type IngressOptions = {
  /** Tells apart several of one fault. */
  readonly name: string
} & Omit<OursOptions, 'port' | 'adminPort' | 'profileDir'>

const readyDeadlineMs = 120_000

/** Opens an ingress; resolves when it is ready with nothing to complain of. */
export async function openIngress(context: FaultContext, options: IngressOptions): Promise<Opened<Ingress>> {
  const { stack, workDir, stopping } = context
  const ports = await findFreePorts('port', 'adminPort')
  const spoolDir = options.spoolDir ?? join(workDir, `spool-${options.name}`)
  const begin = () => openOurs(stack, workDir, { ...options, ...ports, spoolDir })

  let current = await begin()
  const { path, topics, service } = current.value
  const stop = async () => {
    const startedAt = performance.now()
    await current.close()
    return (performance.now() - startedAt) / 1000
  }
  const kill = async () => {
    const pids = workersOf(current.value.pid())
    const ended = current.value.service.kill('SIGKILL')
    for (const pid of pids) killIfThere(pid)
    await ended
  }
  const start = async () => {
    stopping.throwIfAborted()
    current = await begin()
  }
  const value: Ingress = {
    port: ports.port,
    path,
    topics,
    spoolDir,
    fetchMetric: (name) => fetchMetric(service.adminUrl, name),
    isReady: () => isReady(service.adminUrl),
    workers: () => workersOf(current.value.pid()),
    kill,
    stop,
    start,
    lastLines: () => current.value.service.lastLines(),
  }
  const { keep, closeAll } = createCloser()
  keep({ value, close: () => current.close() })
  try {
    await waitUntil(`${options.name} is ready`, value.isReady, readyDeadlineMs, 100, stopping)
  } catch (error) {
    await closeAll()
    throw error
  }
  return { value, close: closeAll }
}

/** The Node processes below one: the shell that watches over it is there too, and nobody waits for it once it is dead. */
function workersOf(pid: number): number[] {
  return childrenOf(pid).filter((child) => readCommand(child).startsWith(process.execPath))
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}

/** Sends SIGKILL to a process that may be gone. */
export function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function isReady(adminUrl: string): Promise<boolean> {
  const text = await fetchText(`${adminUrl}/health/ready`)
  return text?.includes('"status":"ready"') ?? false
}

async function fetchMetric(adminUrl: string, name: string): Promise<number | undefined> {
  const text = await fetchText(`${adminUrl}/metrics`)
  const line = text?.split('\n').find((each) => each.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.slice(name.length))
}

async function fetchText(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    return await response.text()
  } catch {
    return undefined
  }
}
