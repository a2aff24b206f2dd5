/**
 * The codes of errors of this package.
 *
 * - `kafka.topics`: topics on the broker differ from what is wanted; start refused
 * - `kafka.refused`: the brokers do not let us in, or we do not trust them; correct what is named
 * - `kafka.not-allowed`: the brokers let us in but do not allow what we need; give the permissions that are named
 * - `kafka.no-acls`: the brokers know no ACLs; nothing to give
 * - `kafka.publish-full`: too much is waiting to be published; try again later
 * - `kafka.publish-failed`: the brokers did not acknowledge; the outcome is unknown
 * - `kafka.task-lost`: the task belongs to another process now, or its transaction's outcome is unknown; start it anew
 * - `kafka.consumer-stopped`: the consumer gave up for good; the process has to end
 * - `kafka.consumer-quiet`: the consumer has gone quiet, while the brokers answer others; the process has to end
 * - `kafka.another-group`: the consumer group is another deployment's; the process has to end and needs a group of its own
 * - `kafka.offset-out-of-range`: records were deleted before they were read; the process has to end
 */
export type KafkaErrorCode =
  | 'kafka.topics'
  | 'kafka.refused'
  | 'kafka.not-allowed'
  | 'kafka.no-acls'
  | 'kafka.publish-full'
  | 'kafka.publish-failed'
  | 'kafka.task-lost'
  | 'kafka.consumer-stopped'
  | 'kafka.consumer-quiet'
  | 'kafka.another-group'
  | 'kafka.offset-out-of-range'

const retriableCodes: ReadonlySet<KafkaErrorCode> = new Set([
  'kafka.publish-full',
  'kafka.publish-failed',
  'kafka.task-lost',
])

/** Something went wrong between us and the brokers; `retriable` says whether the same call may succeed later. */
export class KafkaError extends Error {
  readonly code: KafkaErrorCode
  readonly retriable: boolean

  constructor(code: KafkaErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'KafkaError'
    this.code = code
    this.retriable = retriableCodes.has(code)
  }
}
