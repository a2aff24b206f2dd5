import { resolve } from 'node:path'
import { createCloser } from '@bellhop/runtime'
import { Command, InvalidArgumentError } from 'commander'
import type { Case, CaseResult } from './enricher/case.ts'
import { cases } from './enricher/cases.ts'
import { renderCases } from './enricher/render-cases.ts'
import { openPlace, say } from './place.ts'
import { writeResults } from './results.ts'
import { renderProfile } from './summarise-profile.ts'

const options = new Command('npm run bench:enricher --')
  .description('Measures the enricher against a simulated Mews with its limits, on one broker.')
  .option('--only <name>', `only this case, or those whose names begin so: ${[...cases.keys()].join(', ')}`, toChosen)
  .option('--seconds <n>', 'how long a case is measured; its own time where left out, up to a minute', toSeconds)
  .option('--profile <folder>', "write a CPU profile of each case's enricher there, and print its hottest functions")
  .option('--no-write', 'print the table, do not write it to test/bench/results; it is never written with --only')
  .parse()
  .opts<{ only?: string; seconds?: number; profile?: string; write: boolean }>()

const how =
  "The ceiling is what Mews's limits allow in the time, a thousand entities a call. Delays count from the receipt of the oldest event that a record answers until a reader of committed records has it; lanes are put in order by their p99."

const { keep, closeAll } = createCloser()
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(new Error('Stopped')))

try {
  await measureAll()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await closeAll()
}
process.exit()

async function measureAll(): Promise<void> {
  say('starting a broker and a registry')
  const { stack } = keep(await openPlace())
  const profileDir = options.profile === undefined ? undefined : resolve(options.profile)
  const context = { stack, seconds: options.seconds, profileDir, stopping: stopping.signal, say }
  const results: CaseResult[] = []
  const parts: string[] = []
  for (const [name, measure] of [...cases].filter(isChosen)) {
    const result = await measure(context)
    results.push(result)
    say(
      `${name}: ${result.entities} entities in ${result.seconds.toFixed(1)} s, ${result.isMet ? '' : 'not '}as aimed at`,
    )
    const profile = profileDir === undefined ? undefined : await renderProfile(resolve(profileDir, name))
    if (profile !== undefined) parts.push(`Where the processor time of ${name} went:\n\n${profile}`)
  }
  const text = [renderCases(results), ...parts].join('\n\n')
  process.stdout.write(`\n${text}\n`)
  if (options.write && options.only === undefined) await writeResults('enricher', 'Enricher, measured', how, text)
}

function toChosen(text: string): string {
  if ([...cases.keys()].some((name) => name.startsWith(text))) return text
  throw new InvalidArgumentError('There is no such case.')
}

function isChosen([name]: readonly [string, Case]): boolean {
  return name.startsWith(options.only ?? '')
}

function toSeconds(text: string): number {
  const seconds = Number(text)
  if (seconds > 0 && seconds < Number.POSITIVE_INFINITY) return seconds
  throw new InvalidArgumentError('It is a number above 0.')
}
