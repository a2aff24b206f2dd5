import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLocalStack } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { Command, InvalidArgumentError } from 'commander'
import { renderTable } from '../bench/render-table.ts'
import { describePlace } from '../bench/results.ts'
import type { Fault, FaultContext, FaultResult } from './fault.ts'
import { faults } from './faults.ts'
import { slowestAnswerMs } from './to-problems.ts'

const options = new Command('npm run faults:ingress --')
  .description(
    'Makes everything around the ingress fail under load, and checks every acknowledged event on the topics.',
  )
  .option('--only <name>', `only this fault, or those whose names begin so: ${[...faults.keys()].join(', ')}`, toChosen)
  .option('--scale <share>', "what each fault's times are multiplied by, above 0 and at most 1", toScale, 1)
  .option('--no-write', 'print the table, do not write it to test/faults/results; it is never written with --only')
  .parse()
  .opts<{ only?: string; scale: number; write: boolean }>()

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
  const workDir = await mkdtemp(join(tmpdir(), 'bellhop-faults-'))
  keep({ value: workDir, close: () => rm(workDir, { recursive: true, force: true }) })
  say('starting a broker and a registry')
  const stack = keep(
    await openLocalStack({ env: { ...process.env, BELLHOP_KAFKA_BROKERS: '', BELLHOP_REGISTRY_URL: '' } }),
  )
  const context: FaultContext = { stack, workDir, scale: options.scale, isTimed: true, stopping: stopping.signal, say }

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

function toScale(text: string): number {
  const scale = Number(text)
  if (scale > 0 && scale <= 1) return scale
  throw new InvalidArgumentError('It is above 0 and at most 1.')
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function renderResults(results: readonly FaultResult[]): string {
  const header = ['fault', 'bodies posted', 'answered 204', '503', 'no answer', 'longest answer ms']
  const rows = results.map((result) => [
    result.name,
    String(result.posted),
    String(result.kept),
    String(result.refused),
    String(result.unanswered),
    String(Math.round(result.longestAnswerMs)),
    String(result.events.acknowledged),
    String(result.events.lost),
    String(result.events.repeated),
    result.spooledBytes.toLocaleString('en'),
    result.drainedSeconds === undefined ? 'never' : result.drainedSeconds.toFixed(1),
    result.what,
  ])
  return renderTable(
    [
      ...header,
      'events acknowledged',
      'lost',
      'repeated',
      'spooled at most, bytes',
      'drained after s',
      'what was done',
    ],
    rows,
  )
}

async function writeResults(table: string, problems: readonly string[]): Promise<void> {
  const verdict =
    problems.length === 0
      ? `Nothing lost, no answer later than ${slowestAnswerMs / 1000} s, every spool empty at the end.`
      : `Not as promised:\n\n${problems.map((problem) => `- ${problem}`).join('\n')}`
  const text = `# Ingress, with everything around it failing

\`npm run faults:ingress${options.scale === 1 ? '' : ` -- --scale ${options.scale}`}\` ${describePlace()}, shared with broker, registry, generator and whatever else ran: the load average at the end was ${loadavg()[0]?.toFixed(1)}. 1 % of the events malformed, 1 % of an unknown kind. A body without an answer met a process that was killed; Mews sends such a body, and one that is refused with 503, again.

${table}

${verdict}
`
  await mkdir('test/faults/results', { recursive: true })
  await writeFile('test/faults/results/ingress.md', text)
}
