import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { renderTable } from '../bench/render-table.ts'
import { openOwnStack } from '../programs/open-own-stack.ts'
import { pickChosen, toChosen } from '../programs/read-options.ts'
import { runProgram } from '../programs/run-program.ts'
import { say } from '../programs/say.ts'
import type { FaultResult } from './fault.ts'
import { faults } from './faults.ts'
import { type Report, reportFaults } from './report-faults.ts'
import { slowestAnswerMs } from './to-problems.ts'
import { tryFaults } from './try-faults.ts'

const { only, scale, write } = new Command('npm run faults:ingress --')
  .description(
    'Makes everything around the ingress fail under load, and checks every acknowledged event on the topics.',
  )
  .option(
    '--only <name>',
    `only this fault, or those whose names begin so: ${[...faults.keys()].join(', ')}`,
    toChosen(faults, 'fault'),
  )
  .option('--scale <share>', "what each fault's times are multiplied by, above 0 and at most 1", toScale, 1)
  .option('--no-write', 'print the table, do not write it to test/faults/results; it is never written with --only')
  .parse()
  .opts<{ only?: string; scale: number; write: boolean }>()

const report: Report = {
  program: 'ingress',
  title: 'Ingress, with everything around it failing',
  argument: scale === 1 ? '' : ` -- --scale ${scale}`,
  beside: 'broker, registry, generator',
  how: '1 % of the events malformed, 1 % of an unknown kind. A body without an answer met a process that was killed; Mews sends such a body, and one that is refused with 503, again.',
  good: `Nothing lost, no answer later than ${slowestAnswerMs / 1000} s, every spool empty at the end.`,
}

await runProgram(async (keep, stopping) => {
  const workDir = await mkdtemp(join(tmpdir(), 'bellhop-faults-'))
  keep({ value: workDir, close: () => rm(workDir, { recursive: true, force: true }) })
  say('starting a broker and a registry')
  const stack = keep(await openOwnStack())
  const context = { stack, workDir, scale, isTimed: true, stopping, say }
  const { results, problems } = await tryFaults(pickChosen(faults, only), context, stopping)
  await reportFaults(report, renderResults(results), problems, write && only === undefined)
})

function toScale(text: string): number {
  const share = Number(text)
  if (share > 0 && share <= 1) return share
  throw new InvalidArgumentError('It is above 0 and at most 1.')
}

function renderResults(results: readonly FaultResult[]): string {
  const header = [
    'fault',
    'bodies posted',
    'answered 204',
    '503',
    'no answer',
    'longest answer ms',
    'events acknowledged',
    'lost',
    'repeated',
    'spooled at most, bytes',
    'drained after s',
    'what was done',
  ]
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
  return renderTable(header, rows)
}
