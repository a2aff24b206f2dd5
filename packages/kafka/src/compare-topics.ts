import { minInSyncOf } from './min-in-sync.ts'

/** A topic as it is wanted. `replication` undefined is the broker's default. */
export type TopicSpec = {
  readonly topic: string
  readonly partitions: number
  readonly replication?: number | undefined
  readonly config: Readonly<Record<string, string>>
}

/** A topic as it was found. */
export type TopicOnBroker = {
  readonly partitions: number
  /** Replicas of the partition that has the fewest. */
  readonly replication: number
  readonly config: Readonly<Record<string, string>>
}

/** Finds how a topic differs from what is wanted, each difference a sentence with what to do. */
export function findMismatches(spec: TopicSpec, found: TopicOnBroker | undefined): string[] {
  const { topic, partitions, config } = spec
  if (found === undefined) return [`${topic} is missing and was not created: may this user create topics?`]
  const problems: string[] = []
  if (found.partitions !== partitions) {
    problems.push(
      `${topic} has ${found.partitions} partitions, not ${partitions}: set TOPIC_PARTITIONS to what is there`,
    )
  }
  const policy = found.config['cleanup.policy']
  const wantedPolicy = config['cleanup.policy']
  if (wantedPolicy !== undefined && policy !== undefined && !isSame(wantedPolicy, policy)) {
    problems.push(`${topic} has cleanup.policy ${policy}, not ${wantedPolicy}: alter the topic by hand`)
  }
  for (const [name, wanted] of Object.entries(toBounds(config, found.replication))) {
    const actual = found.config[name]
    if (wanted === undefined || actual === undefined || toAmount(name, actual) >= toAmount(name, wanted)) continue
    problems.push(`${topic} has ${name} ${actual}, less than ${wanted}: alter the topic by hand`)
  }
  return problems
}

/**
 * Settings that may be larger than is wanted; those that are named nowhere are the operator's to tune. A smaller size of
 * records would have the broker refuse for ever what must be kept; fewer replicas in sync would acknowledge what is on one
 * disk alone. What is kept for longer than is wanted is how an operator gives events time that wait, and no fault.
 */
function toBounds(config: TopicSpec['config'], replication: number): Readonly<Record<string, string | undefined>> {
  return {
    'retention.ms': config['retention.ms'],
    'max.message.bytes': config['max.message.bytes'],
    'min.insync.replicas': String(minInSyncOf(replication)),
  }
}

function toAmount(name: string, value: string): number {
  return name === 'retention.ms' ? toRetentionMs(value) : Number(value)
}

/** A topic's `retention.ms` as a number: of what is kept for ever, Infinity. */
export function toRetentionMs(value: string): number {
  const ms = Number(value)
  return ms === -1 ? Number.POSITIVE_INFINITY : ms
}

/** `compact,delete` and `delete,compact` are one policy. */
function isSame(a: string, b: string): boolean {
  return a.split(',').toSorted().join() === b.split(',').toSorted().join()
}
