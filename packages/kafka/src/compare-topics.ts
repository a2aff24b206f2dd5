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

/** Settings whose difference changes what is kept; others are the operator's to tune. */
const verified = ['cleanup.policy', 'retention.ms'] as const

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
  for (const name of verified) {
    const wanted = config[name]
    const actual = found.config[name]
    if (wanted === undefined || actual === undefined || isSame(wanted, actual)) continue
    problems.push(`${topic} has ${name} ${actual}, not ${wanted}: alter the topic by hand`)
  }
  for (const [name, wanted] of Object.entries(toBounds(config, found.replication))) {
    const actual = found.config[name]
    if (wanted === undefined || actual === undefined || Number(actual) >= wanted) continue
    problems.push(`${topic} has ${name} ${actual}, less than ${wanted}: alter the topic by hand`)
  }
  return problems
}

/**
 * Settings that may be larger than is wanted. A smaller size of records would have the broker refuse for ever what must
 * be kept; fewer replicas in sync would acknowledge what is on one disk alone.
 */
function toBounds(config: TopicSpec['config'], replication: number): Readonly<Record<string, number | undefined>> {
  const maxBytes = config['max.message.bytes']
  return {
    'max.message.bytes': maxBytes === undefined ? undefined : Number(maxBytes),
    'min.insync.replicas': minInSyncOf(replication),
  }
}

/** `compact,delete` and `delete,compact` are one policy. */
function isSame(a: string, b: string): boolean {
  return a.split(',').toSorted().join() === b.split(',').toSorted().join()
}
