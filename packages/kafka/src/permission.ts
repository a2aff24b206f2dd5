/** Something at the brokers that a user may be allowed to use. */
export type Resource = 'topic' | 'group' | 'transactional-id' | 'cluster'

/** What a user may be allowed to do with it. */
export type Operation = keyof typeof operationCodes

/** That a user may do something, as an ACL of Kafka's says it. */
export type Permission = {
  readonly resource: Resource
  readonly name: string
  /** Whether it counts for all names that begin so. */
  readonly isPrefix: boolean
  readonly operation: Operation
}

/** Kafka's numbers for operations (org.apache.kafka.common.acl.AclOperation). */
export const operationCodes = {
  all: 2,
  read: 3,
  write: 4,
  create: 5,
  delete: 6,
  alter: 7,
  describe: 8,
  'describe-configs': 10,
} as const

/** Whoever may do one of these may describe too, and needs no ACL for that (Kafka's StandardAuthorizer). */
const describing: ReadonlySet<Operation> = new Set(['all', 'read', 'write', 'delete', 'alter', 'describe'])

/** Whether to be allowed an operation is to be allowed to describe as well. */
export function impliesDescribe(operation: Operation): boolean {
  return describing.has(operation)
}

/** A permission in words: `write topics mews.entities.*`. */
export function describePermission({ resource, name, isPrefix, operation }: Permission): string {
  const what = resource.replace('-', ' ')
  if (resource === 'cluster') return `${operation} cluster`
  return isPrefix ? `${operation} ${what}s ${name}*` : `${operation} ${what} ${name}`
}

/** Whether a permission counts for a name. */
export function isAbout({ name, isPrefix }: Permission, asked: string): boolean {
  return isPrefix ? asked.startsWith(name) : asked === name
}
