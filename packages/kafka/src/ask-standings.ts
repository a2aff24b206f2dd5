import type Cluster from 'kafkajs/src/cluster/index.js'
import { isNotAllowed } from './explain-refusal.ts'
import { decodeGroupResponse, encodeGroupRequest, groupVersion } from './group-request.ts'
import { insist, wait } from './insist.ts'
import { isRetriable } from './is-retriable.ts'
import type { Granted, Standings } from './judge-permissions.ts'
import { decodeMetadataResponse, encodeMetadataRequest, metadataVersion } from './metadata-request.ts'
import type { Permission } from './permission.ts'
import { toExchange } from './to-exchange.ts'

/** Kafka's numbers for Metadata requests, DescribeGroups requests, kinds of coordinators, and errors. */
const metadata = { apiKey: 3, apiVersion: metadataVersion, apiName: 'Metadata' }
const describeGroups = { apiKey: 15, apiVersion: groupVersion, apiName: 'DescribeGroups' }
const coordinatorOf = { group: 0, transactionalId: 1 }
const unknownTopic = 3
const topicRefused = 29
const groupRefused = 30

/** A producer id that no broker gives: they count up from 0. */
const nobody = { producerId: '4611686018427387904', producerEpoch: 0 }

/** For how long a coordinator is asked for: a cluster that never had one makes the topic for it first. */
const patienceMs = 20_000

/**
 * Asks the brokers what the user that we have logged in as may do. Nothing is changed by it.
 *
 * The brokers tell that to the user himself, who needs no permission to see ACLs.
 *
 * @param cluster - connected, or to be connected here
 * @param topics - all topics that the permissions are about
 * @throws what the brokers answer to anybody, such as that they are away
 */
export async function askStandings(
  cluster: Cluster,
  permissions: readonly Permission[],
  topics: readonly string[],
): Promise<Standings> {
  await cluster.connect()
  const broker = await cluster.findControllerBroker()
  const { standing } = await broker.connectionPool.send(
    toExchange(metadata, () => encodeMetadataRequest(topics), decodeMetadataResponse),
  )
  const namesOf = (resource: Permission['resource']) => [
    ...new Set(permissions.filter((permission) => permission.resource === resource).map(({ name }) => name)),
  ]
  const [groups, transactionalIds] = await Promise.all([
    askEach(namesOf('group'), (name) => askGroup(cluster, name)),
    askEach(namesOf('transactional-id'), (name) => askTransactionalId(cluster, name)),
  ])
  return {
    topics: new Map(
      standing.topics.map(({ topic, errorCode, granted }) => [
        topic,
        { exists: errorCode !== unknownTopic, granted: errorCode === topicRefused ? 'hidden' : granted },
      ]),
    ),
    groups,
    transactionalIds,
    // Brokers tell it to all who may describe the cluster.
    cluster: standing.cluster ?? 'hidden',
  }
}

async function askEach(
  names: readonly string[],
  ask: (name: string) => Promise<Granted>,
): Promise<ReadonlyMap<string, Granted>> {
  return new Map(await Promise.all(names.map(async (name) => [name, await ask(name)] as const)))
}

async function askGroup(cluster: Cluster, groupId: string): Promise<Granted> {
  const ask = async () => {
    const broker = await findCoordinator(cluster, groupId, coordinatorOf.group)
    const exchange = toExchange(describeGroups, () => encodeGroupRequest(groupId), decodeGroupResponse)
    return (await broker.connectionPool.send(exchange)).standing
  }
  return allowing(async () => {
    const { errorCode, granted } = await insist(ask, patience())
    return errorCode === groupRefused ? 'hidden' : granted
  })
}

/**
 * Ends a transaction of nobody, under the first id that begins so: the broker looks first at what the user may do, and then
 * knows of no such transaction.
 */
async function askTransactionalId(cluster: Cluster, name: string): Promise<Granted> {
  const transactionalId = `${name}0`
  const ask = async () => {
    const broker = await findCoordinator(cluster, transactionalId, coordinatorOf.transactionalId)
    try {
      await broker.endTxn({ transactionalId, ...nobody, transactionResult: false })
    } catch (error) {
      if (isNotAllowed(error) || isRetriable(error)) throw error
    }
  }
  return allowing(async () => {
    await insist(ask, patience())
    return new Set(['describe', 'write'])
  })
}

async function findCoordinator(cluster: Cluster, groupId: string, coordinatorType: number) {
  const { coordinator } = await cluster.findGroupCoordinatorMetadata({ groupId, coordinatorType })
  return cluster.findBroker(coordinator)
}

/** A no to the question itself. */
async function allowing(ask: () => Promise<Granted>): Promise<Granted> {
  try {
    return await ask()
  } catch (error) {
    if (isNotAllowed(error)) return 'hidden'
    throw error
  }
}

function patience() {
  return { until: performance.now() + patienceMs, mayPass: isRetriable, pause: wait }
}
