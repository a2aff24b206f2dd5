import type { Consumer } from 'kafkajs'
import { KafkaError } from './errors.ts'
import { takeGeneration } from './join-generation.ts'

/** What happens to a consumer, in our words. */
export type Watcher = {
  /** The group has given us these tasks, in this generation of its own. */
  readonly joined: (tasks: readonly number[], generation: number) => void
  /** A heartbeat was acknowledged for this generation of the group. */
  readonly heartbeat: (generation: number) => void
  readonly rebalancing: () => void
  /** The consumer has left the group: it is being closed, or begins anew after an error. */
  readonly stopped: () => void
}

/** Tells what happens to a consumer; `onFatal` when it has stopped for good. */
export function watchConsumer(consumer: Consumer, onFatal: (error: unknown) => void, watcher: Watcher): void {
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const assigned = new Set(Object.values(payload.memberAssignment).flat())
    watcher.joined(
      [...assigned].sort((a, b) => a - b),
      takeGeneration(payload.memberId),
    )
  })
  consumer.on(consumer.events.HEARTBEAT, ({ payload }) => watcher.heartbeat(payload.groupGenerationId))
  consumer.on(consumer.events.REBALANCING, watcher.rebalancing)
  // kafkajs joins again after some errors without a word; the answer to that comes before anybody is given our tasks.
  consumer.on(consumer.events.REQUEST, ({ payload }) => {
    if (payload.apiName === 'JoinGroup') watcher.rebalancing()
  })
  consumer.on(consumer.events.STOP, watcher.stopped)
  // The group's leader reads other topics than we do: what is ours is nobody's here, and will not be.
  consumer.on(consumer.events.RECEIVED_UNSUBSCRIBED_TOPICS, ({ payload: { groupId, topicsNotSubscribed } }) => {
    const example = `${topicsNotSubscribed.length} topics that this process does not, such as ${topicsNotSubscribed[0]}`
    onFatal(
      new KafkaError(
        'kafka.another-group',
        `The consumer group ${groupId} belongs to another deployment, which reads ${example}: ` +
          'set GROUP_ID to a name that no other deployment on this cluster has',
      ),
    )
  })
  consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
    if (!restart) {
      onFatal(new KafkaError('kafka.consumer-stopped', `The consumer stopped for good: ${error.message}`, error))
    }
  })
}
