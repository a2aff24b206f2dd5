import { type Bellhop, fetchSum, openBellhop, waitUntil } from '@bellhop/demo'
import { type EntityState, entities } from '@bellhop/records'
import { Command } from 'commander'
import { runProgram } from '../programs/run-program.ts'
import { say } from '../programs/say.ts'
import { fillTopic } from './fill-topic.ts'
import { openPlace } from './place.ts'
import { readUsage } from './process-usage.ts'
import { renderTable } from './render-table.ts'

const { entries } = new Command('npm run bench:restore --')
  .description('Fills the state topic, kills the enricher, and measures how long the next one takes to restore it all.')
  .option('--entries <n>', 'entities of which something was published', Number, 1_000_000)
  .parse()
  .opts<{ readonly entries: number }>()

const partitions = 12
const deadlineMs = 600_000

/** No event ever comes, so nothing is ever asked of it. */
const directory = {
  baseUrl: 'http://127.0.0.1:9',
  clientToken: 'client',
  credentials: [{ name: 'hotel', accessToken: 'token', enterpriseIds: ['3fa85f64-5717-4562-b3fc-2c963f66afa6'] }],
}

await runProgram(async (keep, stopping) => {
  const place = keep(await openPlace())
  const { brokers, registryUrl } = place.stack
  const bellhop = keep(await openBellhop({ brokers, registryUrl, directory, partitions, stopping }))
  const empty = residentMbOf(bellhop)
  const { registry, topics } = bellhop
  const names = Object.keys(entities)
  // As turns would leave them, spread over all tasks.
  const toRecord = (n: number) => {
    const entity = names[n % names.length] ?? ''
    const value = toState(entity, n)
    return { key: `${entity}/${value.id}`, value }
  }
  const filling = { topic: topics.state, recordName: 'entity-state', count: entries, toRecord } as const
  await fillTopic(place, registry, partitions, filling, keep, stopping)
  say(`${entries} records are in ${bellhop.topics.state}`)

  const killedAt = performance.now()
  await bellhop.restartEnricher()
  let residentMb = 0
  const isRestored = async () => {
    residentMb = Math.max(residentMb, residentMbOf(bellhop))
    return (await fetchSum(bellhop.enricher().adminUrl, 'bellhop_enricher_state_entries')) === entries
  }
  await waitUntil('all tasks are restored', isRestored, deadlineMs, 100, stopping)
  await bellhop.enricher().ready(stopping)
  const readySeconds = (performance.now() - killedAt) / 1000
  const sum = await fetchSum(bellhop.enricher().adminUrl, 'bellhop_enricher_restore_duration_seconds_sum')
  const count = await fetchSum(bellhop.enricher().adminUrl, 'bellhop_enricher_restore_duration_seconds_count')
  const row = [entries, (sum / count).toFixed(1), readySeconds.toFixed(1), Math.round(empty), Math.round(residentMb)]
  const heads = ['entities', 'seconds of a task', 'from the kill to ready', 'resident MB, empty', 'restored, at most']
  process.stdout.write(`\n${renderTable(heads, [row.map(String)])}\n`)
})

function toState(entity: string, n: number): EntityState {
  const hash = Buffer.alloc(8)
  hash.writeUInt32BE(n)
  const at = 1_780_000_000_000 + n
  const id = `${n.toString(16).padStart(8, '0')}-5717-4562-b3fc-2c963f66afa6`
  return { entity, id, changed_at: at, content_hash: hash, fetched_at: at }
}

function residentMbOf(bellhop: Bellhop): number {
  return readUsage(bellhop.enricher().pid() ?? 0).residentMb
}
