import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalStack } from '@bellhop/local'
import { createBodies } from './bodies.ts'
import { openOurs } from './contender.ts'
import { runLoad } from './load.ts'
import { renderTable } from './render-table.ts'
import { readLastProfile, summariseAreas } from './summarise-profile.ts'

/** Long enough that the start, which is in the profile too, is a small part of it. */
const seconds = 15
/** Areas below this share of every shape are left out. */
const leastShare = 0.01

/**
 * Renders where one worker's time goes while it takes as much as it can: a column for each size of body, a row for each
 * area of the code, the largest first.
 *
 * @throws Error when the ingress has left no profile, or when `stopping` aborts
 */
export async function profileSaturation(
  stack: LocalStack,
  workDir: string,
  sizes: readonly number[],
  stopping: AbortSignal,
): Promise<string> {
  const columns: ReadonlyMap<string, number>[] = []
  for (const events of sizes) {
    const profileDir = await mkdtemp(join(tmpdir(), 'bellhop-profile-'))
    try {
      const ours = await openOurs(stack, workDir, { prefix: `profiled-${events}`, workers: 1, profileDir })
      try {
        const bodies = createBodies(0xfff0, events)
        await runLoad({ ...ours.value, bodies, rate: undefined, seconds, ending: stopping })
        stopping.throwIfAborted()
      } finally {
        await ours.close()
      }
      const profile = await readLastProfile(profileDir)
      if (profile === undefined) throw new Error('The ingress left no profile')
      columns.push(summariseAreas(profile))
    } finally {
      await rm(profileDir, { recursive: true, force: true })
    }
  }
  const largest = (area: string) => Math.max(...columns.map((shares) => shares.get(area) ?? 0))
  const areas = [...new Set(columns.flatMap((shares) => [...shares.keys()]))]
    .filter((area) => largest(area) >= leastShare)
    .sort((a, b) => largest(b) - largest(a))
  const rows = areas.map((area) => [
    area,
    ...columns.map((shares) => `${(100 * (shares.get(area) ?? 0)).toFixed(1)} %`),
  ])
  return renderTable(["of the main thread's busy time", ...sizes.map((events) => `${events} events`)], rows)
}
