import type Cluster from 'kafkajs/src/cluster/index.js'

/** Which broker leads a partition, as far as is known; undefined where that is not known. */
export function findLeader(cluster: Cluster, topic: string, partition: number): number | undefined {
  const found = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)
  // While a partition has no leader, the broker says -1.
  return found?.leader === undefined || found.leader === null || found.leader < 0 ? undefined : found.leader
}
