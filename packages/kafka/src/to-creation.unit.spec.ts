import { expect, it } from 'vitest'
import { toCreation } from './to-creation.ts'

it.each([
  [1, '1'],
  [2, '1'],
  [3, '2'],
  [5, '4'],
])('a topic of %i replicas acknowledges what %s of them hold', (replication, inSync) => {
  const spec = { topic: 'mews.control', partitions: 12, config: { 'cleanup.policy': 'compact' } }

  expect(toCreation(spec, replication)).toEqual({
    topic: 'mews.control',
    numPartitions: 12,
    replicationFactor: replication,
    configEntries: [
      { name: 'cleanup.policy', value: 'compact' },
      { name: 'min.insync.replicas', value: inSync },
    ],
  })
})
