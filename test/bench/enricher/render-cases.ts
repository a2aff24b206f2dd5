import { renderTable } from '../render-table.ts'
import type { CaseResult } from './case.ts'
import { medianLane } from './to-lane-delays.ts'

/** The cases as a table, a row each. Pure. */
export function renderCases(results: readonly CaseResult[]): string {
  const header = [
    'case',
    'what',
    'seconds',
    'events',
    'entities',
    'entities/s',
    '% of ceiling',
    'calls',
    'ideal calls',
    '429s',
    'deferrals',
    'median lane p50 ms',
    'p99 ms',
    'worst lane p50 ms',
    'p99 ms',
    'CPU-s per 1,000 events',
    'resident MB',
    'transactions',
    'target',
    'met',
  ]
  const rows = results.map((result) => {
    const median = medianLane(result.lanes)
    const worst = result.lanes[0]
    const ms = (value: number | undefined) => (value === undefined ? '' : String(Math.round(value)))
    return [
      result.name,
      result.what,
      result.seconds.toFixed(1),
      String(result.events),
      String(result.entities),
      Math.round(result.entities / result.seconds).toLocaleString('en'),
      result.ceiling === undefined ? '' : ((100 * result.entities) / result.ceiling).toFixed(1),
      String(result.calls),
      String(result.idealCalls),
      String(result.refused),
      String(result.deferrals),
      ms(median?.p50),
      ms(median?.p99),
      ms(worst?.p50),
      ms(worst?.p99),
      ((1000 * result.cpuSeconds) / result.events).toFixed(4),
      String(Math.round(result.residentMb)),
      String(result.transactions),
      result.target,
      result.isMet ? 'yes' : 'no',
    ]
  })
  return renderTable(header, rows)
}
