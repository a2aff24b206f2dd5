import { Command } from 'commander'
import { renderTable } from '../bench/render-table.ts'
import { openOwnStack } from '../programs/open-own-stack.ts'
import { pickChosen, toChosen, toSeconds } from '../programs/read-options.ts'
import { runProgram } from '../programs/run-program.ts'
import { say } from '../programs/say.ts'
import type { FaultResult } from './enricher/fault.ts'
import { faults } from './enricher/faults.ts'
import { type Report, reportFaults } from './report-faults.ts'
import { tryFaults } from './try-faults.ts'

const { only, seconds, write } = new Command('npm run faults:enricher --')
  .description('Makes everything around the enricher fail under traffic, and holds the topics against the promises.')
  .option(
    '--only <name>',
    `only this fault, or those whose names begin so: ${[...faults.keys()].join(', ')}`,
    toChosen(faults, 'fault'),
  )
  .option('--seconds <n>', 'how long each fault lasts; its own time where left out, a minute or two', toSeconds)
  .option('--no-write', 'print the table, do not write it to test/faults/results; it is never written with --only')
  .parse()
  .opts<{ only?: string; seconds?: number; write: boolean }>()

const report: Report = {
  program: 'enricher',
  title: 'Enricher, with everything around it failing',
  argument: seconds === undefined ? '' : ` -- --seconds ${seconds}`,
  beside: 'broker, registry, ingress, simulated Mews',
  how: 'Lost, stale and accounted for are told from the topics and the metadata of the committed offsets, not from counters of a process. A frozen process owns nothing from its freeze until the group has given it tasks again.',
  good: 'Nothing lost, nothing stale, every event accounted for, every newest record as the simulated Mews has it.',
}

await runProgram(async (keep, stopping) => {
  say('starting a broker and a registry')
  const stack = keep(await openOwnStack())
  const context = { stack, seconds, stopping, say }
  const { results, problems } = await tryFaults(pickChosen(faults, only), context, stopping)
  await reportFaults(report, renderResults(results), problems, write && only === undefined)
})

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
