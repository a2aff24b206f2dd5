import { AssignerProtocol, type PartitionAssigner } from 'kafkajs'
import { assignTasks } from './assign-tasks.ts'

/**
 * The partition assigner that makes tasks: partition p of every topic of the group goes to one member.
 *
 * All topics have the same number of partitions; where one has more, the surplus is assigned all the same.
 */
export const taskAssigner: PartitionAssigner = ({ cluster }) => ({
  name: 'BellhopTaskAssigner',
  version: 1,
  protocol: ({ topics }) => ({
    name: 'BellhopTaskAssigner',
    metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }),
  }),
  assign: async ({ members, topics }) => {
    const partitions = new Map(
      topics.map((topic) => [topic, cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)]),
    )
    const tasks = [...new Set([...partitions.values()].flat())]
    const owned = assignTasks(
      members.map(({ memberId }) => memberId),
      tasks,
    )
    return [...owned].map(([memberId, mine]) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({
        version: 1,
        userData: Buffer.alloc(0),
        assignment: Object.fromEntries(
          [...partitions].map(([topic, ids]) => [topic, ids.filter((id) => mine.includes(id))]),
        ),
      }),
    }))
  },
})
