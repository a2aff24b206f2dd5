import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { createKafka } from '@bellhop/kafka'
import { openLocalStack } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { Command } from 'commander'
import { createBodies } from './bodies.ts'
import { checkIds, type IdCheck } from './check-ids.ts'
import { type Contender, openOurs, openRival } from './contender.ts'
import { type LoadResult, percentile, runLoad } from './load.ts'
import { readUsage } from './process-usage.ts'
import { renderTable } from './render-table.ts'

/** Bodies of one size at one rate; without a rate, as many as are answered. */
type Case = { readonly events: number; readonly rate: number | undefined }

const cases: readonly Case[] = [
  { events: 1, rate: 2_000 },
  { events: 7, rate: 2_000 },
  { events: 100, rate: 300 },
  { events: 300, rate: 100 },
]

type Measured = {
  readonly contender: Contender
  readonly shape: Case
  readonly load: LoadResult
  readonly cpuSeconds: number
  readonly residentMb: number
}

const options = new Command('npm run bench:ingress --')
  .description('Races the ingress against a rival at equal rates on one broker, and checks every acknowledged event.')
  .option('--rival <command>', 'its command line; {brokers} {registry} {port} {token} {prefix} are filled in')
  .option('--seconds <n>', 'seconds of each run', Number, 6)
  .option('--rounds <n>', 'times that each case is run, contenders in turn', Number, 2)
  .option('--only <events>', 'only bodies of so many events', Number)
  .option('--no-saturation', 'leave out the runs without a rate')
  .option('--workers <n>', 'workers of the saturation runs', Number, cpus().length)
  .option('--profile <folder>', 'write a CPU profile of ours there')
  .option('--no-write', 'print the table, do not write it to test/bench/results')
  .parse()
  .opts<{
    rival?: string
    seconds: number
    rounds: number
    only?: number
    saturation: boolean
    workers: number
    profile?: string
    write: boolean
  }>()

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const nothing: IdCheck = { acknowledged: 0, lost: 0, repeated: 0, disordered: 0 }

const { keep, closeAll } = createCloser()
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort(new Error('Stopped')))

try {
  await race()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await closeAll()
}
process.exit()

async function race(): Promise<void> {
  const workDir = await mkdtemp(join(tmpdir(), 'bellhop-bench-'))
  keep({ value: workDir, close: () => rm(workDir, { recursive: true, force: true }) })
  say('starting a broker and a registry')
  const stack = keep(await openLocalStack())
  const profile = options.profile === undefined ? {} : { profileDir: options.profile }
  const ours = keep(await openOurs(stack, workDir, { prefix: 'ours', workers: 1, ...profile }))
  const rival = options.rival ? keep(await openRival(stack, workDir, options.rival)) : undefined
  const contenders = rival ? [ours, rival] : [ours]
  const chosen = cases.filter(({ events }) => options.only === undefined || options.only === events)

  let run = 1
  const measured: Measured[] = []
  const measure = async (contender: Contender, shape: Case, seconds = options.seconds): Promise<Measured> => {
    stopping.signal.throwIfAborted()
    const before = readUsage(contender.pid())
    const load = await runLoad({ ...contender, bodies: createBodies(run++, shape.events), rate: shape.rate, seconds })
    const { cpuSeconds, residentMb } = readUsage(contender.pid())
    return { contender, shape, load, cpuSeconds: cpuSeconds - before.cpuSeconds, residentMb }
  }
  for (const shape of chosen) {
    for (const contender of contenders) await measure(contender, shape, 3)
    for (let round = 1; round <= options.rounds; round += 1) {
      for (const contender of contenders) {
        const result = await measure(contender, shape)
        measured.push(result)
        say(`${contender.name}: ${describe(result)}`)
      }
    }
  }
  if (options.saturation) {
    const many =
      options.workers > 1
        ? keep(await openOurs(stack, workDir, { prefix: 'many', workers: options.workers }))
        : undefined
    for (const { events } of chosen) {
      for (const contender of many ? [...contenders, many] : contenders) {
        await measure(contender, { events, rate: undefined }, 2)
        const result = await measure(contender, { events, rate: undefined })
        measured.push(result)
        say(`${contender.name}: ${describe(result)}`)
      }
    }
  }

  say('reading the topics to check every acknowledged event')
  const kafka = createKafka({ clientId: 'bench', brokers: stack.brokers.split(',') }, quiet, () => {})
  const checks = new Map<LoadResult, IdCheck>()
  for (const contender of new Set(measured.map((result) => result.contender))) {
    const loads = measured.filter((result) => result.contender === contender).map(({ load }) => load)
    for (const [load, check] of await checkIds(kafka, contender.topics, loads, contender.keepsAll)) {
      checks.set(load, check)
    }
  }
  const table = renderResults(measured, checks)
  process.stdout.write(`\n${table}\n`)
  if (options.write) await writeResults(table)
  if ([...checks.values()].some(({ lost }) => lost > 0)) throw new Error('Acknowledged events were lost')
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

function acknowledgedEvents({ load, shape }: Measured): number {
  return load.latenciesMs.length * shape.events
}

function describe(result: Measured): string {
  const { shape, load, cpuSeconds } = result
  const perThousand = (cpuSeconds / acknowledgedEvents(result)) * 1000
  const refused = load.statuses.filter((status) => status !== 204).length
  return `${shape.events} events a body, ${shape.rate ?? 'saturation'}: ${perThousand.toFixed(4)} CPU-s per 1,000, p50 ${percentile(load.latenciesMs, 0.5).toFixed(1)} ms, p99 ${percentile(load.latenciesMs, 0.99).toFixed(1)} ms${refused > 0 ? `, ${refused} not answered 204` : ''}`
}

function renderResults(measured: readonly Measured[], checks: ReadonlyMap<LoadResult, IdCheck>): string {
  const groups = new Map<string, Measured[]>()
  for (const result of measured) {
    const key = `${result.shape.events}/${result.shape.rate}/${result.contender.name}`
    groups.set(key, [...(groups.get(key) ?? []), result])
  }
  const costOf = (group: readonly Measured[]) =>
    (group.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) /
      group.reduce((sum, result) => sum + acknowledgedEvents(result), 0)) *
    1000
  const rows = [...groups.values()].map((group) => {
    const [first] = group
    if (!first) return []
    const { shape, contender } = first
    const rival = groups.get(`${shape.events}/${shape.rate}/rival`)
    const at = (share: number) =>
      (group.reduce((sum, { load }) => sum + percentile(load.latenciesMs, share), 0) / group.length).toFixed(1)
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
  return renderTable(
    [...header, 'p99 ms', 'p99.9 ms', 'resident MB', 'acknowledged', 'lost', 'repeated', 'out of order'],
    rows,
  )
}

async function writeResults(table: string): Promise<void> {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const memory = Math.round(totalmem() / 1024 ** 3)
  const text = `# Ingress, raced

\`npm run bench:ingress\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${memory} GiB, shared with broker and generator. ${options.rounds} rounds of ${options.seconds} s, programs in turn; 1 % of the events malformed, 1 % of an unknown kind. Latencies count from when a body was due.${options.rival ? ` The rival: \`${options.rival.replace(/^\S*\//, '')}\`.` : ''}

${table}
`
  await mkdir('test/bench/results', { recursive: true })
  await writeFile('test/bench/results/ingress.md', text)
}
