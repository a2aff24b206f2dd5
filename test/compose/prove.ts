import { isDeepStrictEqual } from 'node:util'
import { openRegistry } from '@bellhop/avro'
import { drain, reachVerdict, renderVerdict } from '@bellhop/demo'
import { createKafka, silent } from '@bellhop/kafka'
import { topicNames } from '@bellhop/records'
import { Command } from 'commander'
import { runProgram } from '../programs/run-program.ts'
import { say } from '../programs/say.ts'
import { checkContainers } from './check-containers.ts'
import { checkWarehouse } from './check-warehouse.ts'
import { fetchIds } from './fetch-ids.ts'
import { killAndMend } from './kill-and-mend.ts'
import { openRemote } from './open-remote.ts'
import { openStack } from './open-stack.ts'
import { postOne } from './post-one.ts'
import { requireEngine } from './run-docker.ts'

const options = new Command('npm run prove:compose --')
  .description(
    'Runs docker-compose.yml with its demo on a Docker engine, kills each service in turn while webhooks flow, and counts on the topics that nothing is lost.',
  )
  .option('--rate <events>', 'events a second', Number, 40)
  .option('--warehouse', 'with Kafka Connect and PostgreSQL, killed too; the tables are compared with the truth', false)
  .parse()
  .opts<{ rate: number; warehouse: boolean }>()

/** What waits on the way is consumed by then; a record of the longest retry topic takes ten minutes. */
const drainMs = 12 * 60_000

await runProgram(async (keep, stopping) => {
  await requireEngine()
  const stack = keep(await openStack(options.warehouse, stopping))
  const step = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work
    stopping.throwIfAborted()
    return done
  }
  say('building the image and starting the stack: the first time this takes minutes')
  await step(stack.up())
  await step(checkContainers(stack))
  const bellhop = {
    kafka: createKafka({ clientId: 'bellhop-proof', brokers: [stack.brokers] }, silent, () => {}),
    registry: openRegistry({ url: stack.registryUrl }),
    topics: topicNames('mews'),
    groupId: 'bellhop-enricher',
    isSpoolEmpty: async () =>
      (await stack.run('ingress', 'find', '/spool', '-name', '*.segment', '-size', '+8c')) === '',
  }
  const remote = openRemote(stack.controlUrl)
  const id = await step(postOne(stack, remote, bellhop))
  say(`a webhook in, a record out: reservation ${id}`)
  const ids = await step(fetchIds(stack.registryUrl))
  say(`${ids.length} schemas are registered`)

  await step(remote.setTraffic(options.rate))
  const ofWarehouse = options.warehouse ? ['connect', 'postgres', 'warehouse'] : []
  for (const service of ['enricher', 'ingress', 'kafka', 'registry', ...ofWarehouse]) {
    say(await killAndMend(stack, remote, service, stopping))
  }
  say('three enrichers instead of one')
  stack.scale(3)
  await step(stack.up())
  say(await killAndMend(stack, remote, 'enricher', stopping))
  await step(remote.setTraffic(0))

  say('traffic ended; waiting for the last events')
  await drain(bellhop, drainMs, stopping)
  const verdict = await reachVerdict(bellhop, await remote.tell(), stopping)
  process.stdout.write(renderVerdict(verdict))
  if (options.warehouse) {
    const rows = await checkWarehouse(stack.databaseUrl, bellhop, await remote.tell(), stopping)
    say(`${rows} rows of the warehouse are as the simulated Mews has them`)
  }

  say('all containers down, and up again')
  await step(stack.down())
  await step(stack.up())
  const found = await step(fetchIds(stack.registryUrl))
  if (!isDeepStrictEqual(found, ids)) throw new Error(`Schemas had the ids ${ids.join(', ')}; now ${found.join(', ')}`)
  say(`${ids.length} schemas still have their ids; removing containers and volumes`)
  if (verdict.faults.length > 0) throw new Error('Not every promise held')
})
