import Cluster, { type BrokerPool, type Coordinator, type CoordinatorQuestion } from 'kafkajs/src/cluster/index.js'

/**
 * Asks the brokers, one after the other, which of them coordinates a group or a transactional id.
 *
 * @throws what the last of them answered: kafkajs throws all answers away and calls the coordinator not found for good,
 * which ends a consumer where a connection was cut, and hides from the operator a right that is missing
 * (kafkajs 2.2.4, cluster/index.js and cluster/brokerPool.js)
 */
export async function findCoordinator(pool: BrokerPool, question: CoordinatorQuestion): Promise<Coordinator> {
  let last: unknown
  const found = await pool.withBroker(async ({ broker }) => {
    try {
      return await broker.findGroupCoordinator(question)
    } catch (error) {
      last = error
      throw error
    }
  })
  if (found) return found
  throw last
}

/** Has every kafkajs client of this process find coordinators by {@link findCoordinator}. */
export function mendCoordinators(): void {
  Cluster.prototype.findGroupCoordinatorMetadata = function (question) {
    return findCoordinator(this.brokerPool, question)
  }
}
