import type { Closer } from '@bellhop/runtime'
import { say } from '../programs/say.ts'
import { createBodies } from './bodies.ts'
import { checkIds } from './check-ids.ts'
import { openOurs } from './contender.ts'
import { percentile, runLoad } from './load.ts'
import { openPlace } from './place.ts'
import { readUsage } from './process-usage.ts'
import { renderTable } from './render-table.ts'
import { writeResults } from './results.ts'

/** Seconds at the beginning of a soak in which memory still grows to its size. */
const settlingSeconds = 60
/** What the memory may differ by after that. */
const mostBandMb = 50

/**
 * Posts 2,000 webhooks of one event a second for so long and watches the memory of our ingress; prints and writes a table.
 *
 * @throws Error when an acknowledged event is on no topic, or when `stopping` aborts
 */
export async function soak(
  seconds: number,
  keep: Closer['keep'],
  isWritten: boolean,
  stopping: AbortSignal,
): Promise<void> {
  const { stack, workDir, kafka } = keep(await openPlace())
  const ours = keep(await openOurs(stack, workDir, { workers: 1, prefix: 'soak' }))
  const samples: number[] = []
  let elapsed = 0
  const timer = setInterval(() => {
    elapsed += 10
    const { residentMb } = readUsage(ours.pid())
    if (elapsed >= settlingSeconds) samples.push(residentMb)
    if (elapsed % 60 === 0) say(`after ${elapsed} s: ${Math.round(residentMb)} MB resident`)
  }, 10_000)
  keep({ value: undefined, close: async () => clearInterval(timer) })

  const load = await runLoad({ ...ours, bodies: createBodies(1, 1), rate: 2_000, seconds, ending: stopping })
  stopping.throwIfAborted()
  const checks = await checkIds(kafka, ours.topics, [load], ours.keepsAll)
  const { lost = 0, repeated = 0 } = checks.get(load) ?? {}
  const [least, most] = [Math.min(...samples), Math.max(...samples)].map(Math.round)
  const table = renderTable(
    ['seconds', 'bodies', 'resident MB, least', 'most', 'p50 ms', 'p99 ms', 'lost', 'repeated'],
    [
      [
        seconds,
        load.statuses.length,
        least,
        most,
        percentile(load.latenciesMs, 0.5).toFixed(1),
        percentile(load.latenciesMs, 0.99).toFixed(1),
        lost,
        repeated,
      ].map(String),
    ],
  )
  const bandMb = (most ?? 0) - (least ?? 0)
  const missed =
    bandMb <= mostBandMb ? '' : `\n\nNot as aimed at:\n\n- memory within ${bandMb} MB instead of ${mostBandMb} MB`
  process.stdout.write(`\n${table}${missed}\n`)
  if (isWritten) await writeResults('ingress-soak', 'Ingress, 2,000 webhooks a second for a while', '', table + missed)
  if (lost > 0) throw new Error('Acknowledged events were lost')
}
