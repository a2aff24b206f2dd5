import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchSum, type ServiceProcess, waitUntil } from '@bellhop/demo'
import type { Fault } from './fault.ts'
import { runTrial, type Trial } from './run-trial.ts'
import { openCallWatch } from './watch-calls.ts'

/**
 * Seconds of the freezes, in turn: longer than the session timeout of 10 s, so that its tasks are with another by then,
 * and once longer than a reading of the directory holds and than the window of a budget.
 */
const frozenSeconds = [12, 60]
const workingSeconds = 5
const deadlineMs = 120_000

/**
 * One of two enrichers is frozen until its tasks are with the other, and thawed: it calls nobody and writes nothing
 * before it was given tasks again.
 */
export const enricherFrozen: Fault = (context) =>
  runTrial(context, { name: 'enricher-frozen', seconds: 120 }, async (trial) => {
    const { bellhop, simulator, again, keep, pause, stopping } = trial
    const watch = keep(await openCallWatch(simulator.baseUrl))
    const directoryFile = join(bellhop.workDir, 'watched-directory.json')
    await writeFile(directoryFile, JSON.stringify({ ...simulator.directory, baseUrl: watch.baseUrl }))
    const frozen = await bellhop.addEnricher('enricher-frozen', { DIRECTORY_FILE: directoryFile })
    let callsUnowned = 0
    const lasted: number[] = []
    await again(async (nth) => {
      if (nth > 0) await pause(workingSeconds)
      const from = Date.now()
      const isCalling = () => watch.count(from, Number.POSITIVE_INFINITY) > 0
      await waitUntil('it works', isCalling, deadlineMs, 20, stopping)
      const seconds = frozenSeconds[nth % frozenSeconds.length] ?? 0
      callsUnowned += await freeze(frozen, seconds, watch.count, trial)
      lasted.push(seconds)
    })
    const callsOwned = watch.count(0, Number.POSITIVE_INFINITY) - callsUnowned
    return { what: `frozen for ${lasted.join(', ')} s, ${callsOwned} calls in between`, callsUnowned }
  })

/**
 * Freezes and thaws it; gives the calls that it made until it was given tasks again. What is noted while it is frozen it
 * had sent before, however late that is noted: a stopped process sends nothing.
 */
async function freeze(
  frozen: ServiceProcess,
  seconds: number,
  count: (from: number, until: number) => number,
  { pause, stopping }: Trial,
): Promise<number> {
  await frozen.kill('SIGSTOP')
  let thawedAt = 0
  try {
    await pause(seconds)
  } finally {
    thawedAt = Date.now()
    await frozen.kill('SIGCONT')
  }
  let rejoinedAt: number | undefined
  const hasRejoined = async () => {
    rejoinedAt = await findJoin(frozen, thawedAt)
    return rejoinedAt !== undefined
  }
  await waitUntil('it is given tasks again', hasRejoined, deadlineMs, 100, stopping)
  const unowned = count(thawedAt, rejoinedAt ?? Date.now())
  const owns = async () => (await fetchSum(frozen.adminUrl, 'bellhop_enricher_owned_tasks')) > 0
  await waitUntil('it owns tasks', owns, deadlineMs, 100, stopping)
  return unowned
}

/** When it was first given tasks since then, by its log, in epoch milliseconds. */
async function findJoin({ logFile }: ServiceProcess, since: number): Promise<number | undefined> {
  const lines = (await readFile(logFile, 'utf8')).split('\n')
  for (const line of lines) {
    if (!line.includes('"tasks assigned"')) continue
    const { time } = JSON.parse(line) as { time: number | string }
    const at = new Date(time).getTime()
    if (at >= since) return at
  }
  return undefined
}
