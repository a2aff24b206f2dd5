import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Closer, Opened } from '@bellhop/runtime'
import { Command } from 'commander'
import { pickChosen, toChosen, toSeconds } from '../programs/read-options.ts'
import { runProgram } from '../programs/run-program.ts'
import { say } from '../programs/say.ts'
import type { CaseResult } from './enricher/case.ts'
import { cases } from './enricher/cases.ts'
import { renderCases } from './enricher/render-cases.ts'
import { openPlace } from './place.ts'
import { writeResults } from './results.ts'
import { renderProfile } from './summarise-profile.ts'

const options = new Command('npm run bench:enricher --')
  .description('Measures the enricher against a simulated Mews with its limits, on one broker.')
  .option(
    '--only <name>',
    `only this case, or those whose names begin so: ${[...cases.keys()].join(', ')}`,
    toChosen(cases, 'case'),
  )
  .option('--seconds <n>', 'how long a case is measured; its own time where left out, up to a minute', toSeconds)
  .option(
    '--profile <folder>',
    "write a CPU profile of each case's enricher there, and print its hottest functions; without it a case that falls short is run once more for them",
  )
  .option('--no-write', 'print the table, do not write it to test/bench/results; it is never written with --only')
  .parse()
  .opts<{ only?: string; seconds?: number; profile?: string; write: boolean }>()

const how =
  "The ceiling is what Mews's limits allow in the time, a thousand entities a call. Delays count from the receipt of the oldest event that a record answers until a reader of committed records has it; lanes are put in order by their p99."

await runProgram(measureAll)

async function openFolder(): Promise<Opened<string>> {
  const value = await mkdtemp(join(tmpdir(), 'bellhop-profile-'))
  return { value, close: () => rm(value, { recursive: true, force: true }) }
}

async function measureAll(keep: Closer['keep'], stopping: AbortSignal): Promise<void> {
  say('starting a broker and a registry')
  const { stack } = keep(await openPlace())
  const profileDir = options.profile === undefined ? undefined : resolve(options.profile)
  const context = { stack, seconds: options.seconds, profileDir, stopping, say }
  const results: CaseResult[] = []
  const parts: string[] = []
  for (const [name, measure] of pickChosen(cases, options.only)) {
    const result = await measure(context)
    results.push(result)
    say(
      `${name}: ${result.entities} entities in ${result.seconds.toFixed(1)} s, ${result.isMet ? '' : 'not '}as aimed at`,
    )
    if (profileDir === undefined && result.isMet) continue
    const profiles = profileDir ?? keep(await openFolder())
    if (profileDir === undefined) {
      say(`${name}: once more, to see where its time goes`)
      await measure({ ...context, profileDir: profiles })
    }
    const profile = await renderProfile(resolve(profiles, name))
    if (profile !== undefined) parts.push(`Where the processor time of ${name} went:\n\n${profile}`)
  }
  const text = [renderCases(results), ...parts].join('\n\n')
  process.stdout.write(`\n${text}\n`)
  if (options.write && options.only === undefined) await writeResults('enricher', 'Enricher, measured', how, text)
}
