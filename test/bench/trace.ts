import { openRegistry } from '@bellhop/avro'
import { ensureTopics, silent } from '@bellhop/kafka'
import { type ThinEvent, topicNames, topicSpecs } from '@bellhop/records'
import { Command } from 'commander'
import { startBellhop } from '../integration/type-bellhop.ts'
import { runProgram } from '../programs/run-program.ts'
import { say } from '../programs/say.ts'
import { fillTopic } from './fill-topic.ts'
import { openPlace } from './place.ts'
import { renderTable } from './render-table.ts'

const { events } = new Command('npm run bench:trace --')
  .description('Fills an event topic, and measures how long `bellhop trace` takes to tell the story of one of them.')
  .option('--events <n>', 'events that are still kept', Number, 1_000_000)
  .parse()
  .opts<{ readonly events: number }>()

const partitions = 12
const entities = 50_000

await runProgram(async (keep, stopping) => {
  const place = keep(await openPlace())
  const { brokers, registryUrl } = place.stack
  const topics = topicNames('mews')
  await ensureTopics(place.kafka, topicSpecs({ prefix: 'mews', partitions, replication: undefined }), silent)
  const registry = openRegistry({ url: registryUrl })
  const [topic = ''] = topics.events
  const toRecord = (n: number) => ({ key: 'hotels', value: toEvent(n) })
  const filling = { topic, recordName: 'thin-event', count: events, toRecord } as const
  await fillTopic(place, registry, partitions, filling, keep, stopping)
  say(`${events} events of ${entities} entities are in ${topic}`)

  const startedAt = performance.now()
  const env = { KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: registryUrl }
  const trace = startBellhop(['trace', toId(7), '--json'], env)
  keep({ value: trace, close: async () => void trace.child.kill() })
  const { stdout, stderr } = await trace.ended
  stopping.throwIfAborted()
  const seconds = (performance.now() - startedAt) / 1000
  if (stdout === '') throw new Error(stderr)
  const found = JSON.parse(stdout).entries.length
  if (found !== Math.ceil((events - 7) / entities)) throw new Error(`It told of ${found} events of the entity`)
  const row = [events, found, seconds.toFixed(1), Math.round(events / seconds)]
  const heads = ['events kept', 'of the entity', 'seconds of bellhop trace', 'events looked at a second']
  process.stdout.write(`\n${renderTable(heads, [row.map(String)])}\n`)
})

function toId(n: number): string {
  return `${(n % entities).toString(16).padStart(8, '0')}-5717-4562-b3fc-2c963f66afa6`
}

function toEvent(n: number): ThinEvent {
  return {
    event_id: `${n.toString(16).padStart(8, '0')}-aaaa-5562-83fc-2c963f66afa6`,
    webhook_id: 'c0ffee00-5717-4562-b3fc-2c963f66afa6',
    index: 0,
    event_count: 1,
    discriminator: 'ServiceOrderUpdated',
    enterprise_id: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
    integration_id: '3fa85f64-5717-4562-b3fc-2c963f66afa7',
    entity_id: toId(n),
    value: `{"Id":"${toId(n)}"}`,
    received_at: Date.now(),
    record_origin: 'webhook',
  }
}
