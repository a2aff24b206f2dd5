import type { IdCheck } from './check-ids.ts'
import type { Contender } from './contender.ts'
import { judgeRace } from './judge-race.ts'
import { type LoadResult, percentile } from './load.ts'
import { renderTable } from './render-table.ts'

/** Bodies of one size at one rate; without a rate, as many as are answered. */
export type Shape = { readonly events: number; readonly rate: number | undefined }

/** What one run of a program came to. */
export type Measured = {
  readonly contender: Contender
  readonly shape: Shape
  readonly load: LoadResult
  readonly cpuSeconds: number
  readonly residentMb: number
}

const nothing: IdCheck = { acknowledged: 0, lost: 0, repeated: 0, disordered: 0 }

function acknowledgedEvents({ load, shape }: Measured): number {
  return load.latenciesMs.length * shape.events
}

/** One run in a line. Pure. */
export function describeMeasured(result: Measured): string {
  const { shape, load, cpuSeconds } = result
  const perThousand = (cpuSeconds / acknowledgedEvents(result)) * 1000
  const refused = load.statuses.filter((status) => status !== 204).length
  return `${shape.events} events a body, ${shape.rate ?? 'saturation'}: ${perThousand.toFixed(4)} CPU-s per 1,000, p50 ${percentile(load.latenciesMs, 0.5).toFixed(1)} ms, p99 ${percentile(load.latenciesMs, 0.99).toFixed(1)} ms${refused > 0 ? `, ${refused} not answered 204` : ''}`
}

/** All runs as a table, a row for each program at each shape and rate, and which aims were missed. Pure. */
export function renderMeasured(measured: readonly Measured[], checks: ReadonlyMap<LoadResult, IdCheck>): string {
  const groups = new Map<string, Measured[]>()
  for (const result of measured) {
    const key = `${result.shape.events}/${result.shape.rate}/${result.contender.name}`
    groups.set(key, [...(groups.get(key) ?? []), result])
  }
  const costOf = (group: readonly Measured[]) =>
    (group.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) /
      group.reduce((sum, result) => sum + acknowledgedEvents(result), 0)) *
    1000
  const p99Of = (group: readonly Measured[]) => meanOf(group, ({ load }) => percentile(load.latenciesMs, 0.99))
  const missed = [...groups.values()].flatMap((group) => {
    const [{ shape, contender } = { shape: undefined, contender: undefined }] = group
    const rival = groups.get(`${shape?.events}/${shape?.rate}/rival`)
    if (shape?.rate === undefined || rival === undefined || contender?.name !== 'bellhop') return []
    const [ours, theirs] = [group, rival].map((each) => ({ cpuSeconds: costOf(each), p99Ms: p99Of(each) }))
    return ours && theirs ? judgeRace(shape.events, ours, theirs) : []
  })
  const rows = [...groups.values()].map((group) => {
    const [first] = group
    if (!first) return []
    const { shape, contender } = first
    const rival = groups.get(`${shape.events}/${shape.rate}/rival`)
    const at = (share: number) => meanOf(group, ({ load }) => percentile(load.latenciesMs, share)).toFixed(1)
    const total = (pick: (check: IdCheck) => number) =>
      String(group.reduce((sum, { load }) => sum + pick(checks.get(load) ?? nothing), 0))
    const rate =
      group.reduce((sum, result) => sum + acknowledgedEvents(result) / result.load.elapsedSeconds, 0) / group.length
    return [
      String(shape.events),
      shape.rate === undefined ? 'saturation' : `${shape.rate}/s`,
      contender.name,
      Math.round(rate).toLocaleString('en'),
      costOf(group).toFixed(4),
      rival ? (costOf(group) / costOf(rival)).toFixed(2) : '',
      at(0.5),
      at(0.99),
      at(0.999),
      String(Math.round(Math.max(...group.map(({ residentMb }) => residentMb)))),
      total(({ acknowledged }) => acknowledged),
      total(({ lost }) => lost),
      total(({ repeated }) => repeated),
      total(({ disordered }) => disordered),
    ]
  })
  const header = ['events a body', 'bodies', 'program', 'events/s', 'CPU-s per 1,000 events', 'of the rival', 'p50 ms']
  const table = renderTable(
    [...header, 'p99 ms', 'p99.9 ms', 'resident MB', 'acknowledged', 'lost', 'repeated', 'out of order'],
    rows,
  )
  return missed.length === 0 ? table : [`${table}\n\nNot as aimed at:\n`, ...missed.map((one) => `- ${one}`)].join('\n')
}

function meanOf(group: readonly Measured[], pick: (result: Measured) => number): number {
  return group.reduce((sum, result) => sum + pick(result), 0) / group.length
}
