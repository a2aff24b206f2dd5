import { assignTasks, type Claim } from './assign-tasks.ts'

/** A member of the group, the topics that it has subscribed to, and the tasks that it says it has. */
export type Subscriber = { readonly memberId: string; readonly topics: readonly string[]; readonly claim: Claim }

/** Partitions by topic. */
export type Share = Readonly<Record<string, readonly number[]>>

/** What the leader of a group hands out. */
export type Sharing = {
  /** By member, every member named. */
  readonly shares: ReadonlyMap<string, Share>
  /** Members whose subscription is not the leader's: of another deployment, or of another version in a rolling one. */
  readonly strangers: readonly Subscriber[]
}

/**
 * Makes tasks of the leader's topics and shares them among the members that read the same topics. Pure.
 *
 * A member that reads others is given no partition, since a task is one owner's whole. But topics without a partition are
 * named to it, so that it sees a topic in its share that it has not subscribed to, and ends.
 *
 * @param partitions - those of each of the leader's topics; where one has more than others, the surplus is assigned too
 */
export function shareTopics(
  members: readonly Subscriber[],
  partitions: ReadonlyMap<string, readonly number[]>,
): Sharing {
  const isOurs = ({ topics }: Subscriber) =>
    new Set(topics).size === partitions.size && topics.every((topic) => partitions.has(topic))
  const toShare = (tasks: readonly number[]): Share =>
    Object.fromEntries([...partitions].map(([topic, ids]) => [topic, ids.filter((id) => tasks.includes(id))]))

  const strangers = members.filter((member) => !isOurs(member))
  const owned = assignTasks(new Map(members.filter(isOurs).map(({ memberId, claim }) => [memberId, claim])), [
    ...new Set([...partitions.values()].flat()),
  ])
  return { shares: new Map(members.map(({ memberId }) => [memberId, toShare(owned.get(memberId) ?? [])])), strangers }
}
