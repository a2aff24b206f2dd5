import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '@bellhop/runtime'
import { openSpool, type Spool, type SpoolOptions } from '../open-spool.ts'

/** A folder that is removed after the test. */
export async function makeTestFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'bellhop-spool-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Opens a spool with a clock that the test sets and a log that it can read. */
export async function openTestSpool(options: Partial<SpoolOptions> & Pick<SpoolOptions, 'dir'>) {
  const lines: string[] = []
  const clock = { ms: 1_000_000 }
  const log = createLogger({
    service: 'ingress',
    level: 'info',
    destination: { write: (line) => void lines.push(line) },
  })
  const { value: spool, close } = await openSpool({ maxBytes: 2 ** 30, log, now: () => clock.ms, ...options })
  return { spool, close, clock, lines }
}

/** Takes and removes everything. */
export async function drainAll(spool: Spool): Promise<Buffer[]> {
  const payloads: Buffer[] = []
  for (;;) {
    const taken = await spool.takeOldest()
    if (!taken) return payloads
    payloads.push(...taken.payloads)
    await taken.remove()
  }
}
