import { AssignerProtocol, type PartitionAssigner } from 'kafkajs'
import type { Claim } from './assign-tasks.ts'
import { decodeClaim, encodeClaim, noClaim } from './claim.ts'
import { type Subscriber, shareTopics } from './share-topics.ts'

/**
 * Makes the partition assigner that makes tasks: partition p of every topic of the group goes to one member.
 *
 * @param claim - what this process has, asked whenever it joins: the leader leaves with it as much of it as it can
 * @param onStrangers - told, where we are the group's leader, of members that read other topics than we do
 */
export function createTaskAssigner(
  claim: () => Claim,
  onStrangers: (strangers: readonly Subscriber[]) => void,
): PartitionAssigner {
  return ({ cluster }) => ({
    name: 'BellhopTaskAssigner',
    version: 1,
    protocol: ({ topics }) => ({
      name: 'BellhopTaskAssigner',
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: encodeClaim(claim()) }),
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
  const said = AssignerProtocol.MemberMetadata.decode(memberMetadata)
  return { memberId, topics: said?.topics ?? [], claim: said === null ? noClaim : decodeClaim(said.userData) }
}
