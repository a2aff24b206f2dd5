import { AssignerProtocol, type PartitionAssigner } from 'kafkajs'
import { type Subscriber, shareTopics } from './share-topics.ts'

/**
 * Makes the partition assigner that makes tasks: partition p of every topic of the group goes to one member.
 *
 * @param onStrangers - told, where we are the group's leader, of members that read other topics than we do
 */
export function createTaskAssigner(onStrangers: (strangers: readonly Subscriber[]) => void): PartitionAssigner {
  return ({ cluster }) => ({
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
      const { shares, strangers } = shareTopics(members.map(toSubscriber), partitions)
      if (strangers.length > 0) onStrangers(strangers)
      return [...shares].map(([memberId, share]) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 1,
          userData: Buffer.alloc(0),
          assignment: Object.fromEntries(Object.entries(share).map(([topic, ids]) => [topic, [...ids]])),
        }),
      }))
    },
  })
}

function toSubscriber({ memberId, memberMetadata }: { memberId: string; memberMetadata: Buffer }): Subscriber {
  return { memberId, topics: AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics ?? [] }
}
