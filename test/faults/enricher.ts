import { mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { openLocalStack } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { Command, InvalidArgumentError } from 'commander'
import { renderTable } from '../bench/render-table.ts'
import { describePlace } from '../bench/results.ts'
import type { Fault, FaultContext, FaultResult } from './enricher/fault.ts'
import { faults } from './enricher/faults.ts'

const options = new Command('npm run faults:enricher --')
  .description('Makes everything around the enricher fail under traffic, and holds the topics against the promises.')
  .option('--only <name>', `only this fault, or those whose names begin so: ${[...faults.keys()].join(', ')}`, toChosen)
  .option('--seconds <n>', 'how long each fault lasts; its own time where left out, a minute or two', toSeconds)
  .option('--no-write', 'print the table, do not write it to test/faults/results; it is never written with --only')
  .parse()
  .opts<{ only?: string; seconds?: number; write: boolean }>()

const { keep, closeAll } = createCloser()
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(new Error('Stopped')))

try {
  await tryAll()
} catch (error) {
  say(stopping.signal.aborted ? 'Stopped' : describe(error))
  process.exitCode = 1
} finally {
  await closeAll()
}
process.exit()

async function tryAll(): Promise<void> {
  say('starting a broker and a registry')
  const stack = keep(
    await openLocalStack({ env: { ...process.env, BELLHOP_KAFKA_BROKERS: '', BELLHOP_REGISTRY_URL: '' } }),
  )
  const context: FaultContext = { stack, seconds: options.seconds, stopping: stopping.signal, say }

  const results: FaultResult[] = []
  const problems: string[] = []
  for (const [name, fault] of [...faults].filter(isChosen)) {
    try {
      const result = await fault(context)
      results.push(result)
      problems.push(...result.problems.map((problem) => `${name}: ${problem}`))
      say(`${name}: ${result.problems.length === 0 ? 'good' : result.problems.join('; ')}`)
    } catch (error) {
      stopping.signal.throwIfAborted()
      problems.push(`${name}: ${describe(error)}`)
      say(`${name}: ${describe(error)}`)
    }
  }
  const table = renderResults(results)
  process.stdout.write(`\n${table}\n`)
  if (options.write && options.only === undefined) await writeResults(table, problems)
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

function toChosen(text: string): string {
  if ([...faults.keys()].some((name) => name.startsWith(text))) return text
  throw new InvalidArgumentError('There is no such fault.')
}

function isChosen([name]: readonly [string, Fault]): boolean {
  return name.startsWith(options.only ?? '')
}

function toSeconds(text: string): number {
  const seconds = Number(text)
  if (seconds > 0 && seconds < Number.POSITIVE_INFINITY) return seconds
  throw new InvalidArgumentError('It is a number above 0.')
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function renderResults(results: readonly FaultResult[]): string {
  const header = [
    'fault',
    'what was done',
    'events answered',
    'settled after s',
    'lost',
    'stale',
    'not accounted for',
    'entities compared with the truth',
    'different',
    'dead letters',
    'calls beyond the limit',
    'calls of a frozen process',
  ]
  const rows = results.map((result) => [
    result.name,
    result.what,
    String(result.events),
    result.settledSeconds.toFixed(1),
    String(result.lost),
    String(result.stale),
    String(result.unaccounted),
    String(result.compared),
    String(result.different),
    String(result.deadLetters),
    String(result.refusedByLimit),
    result.callsUnowned === undefined ? '' : String(result.callsUnowned),
  ])
  return renderTable(header, rows)
}

async function writeResults(table: string, problems: readonly string[]): Promise<void> {
  const verdict =
    problems.length === 0
      ? 'Nothing lost, nothing stale, every event accounted for, every newest record as the simulated Mews has it.'
      : `Not as promised:\n\n${problems.map((problem) => `- ${problem}`).join('\n')}`
  const argument = options.seconds === undefined ? '' : ` -- --seconds ${options.seconds}`
  const text = `# Enricher, with everything around it failing

\`npm run faults:enricher${argument}\` ${describePlace()}, shared with broker, registry, ingress, simulated Mews and whatever else ran: the load average at the end was ${loadavg()[0]?.toFixed(1)}. Lost, stale and accounted for are told from the topics and the metadata of the committed offsets, not from counters of a process. A frozen process owns nothing from its freeze until the group has given it tasks again.

${table}

${verdict}
`
  await mkdir('test/faults/results', { recursive: true })
  await writeFile('test/faults/results/enricher.md', text)
}
