import { topicNames } from './topics.ts'

/** Who uses the topics, and is given a user of its own. */
export type Role = 'ingress' | 'enricher' | 'operator' | 'reader'

/** Every role. */
export const roles: readonly Role[] = ['ingress', 'enricher', 'operator', 'reader']

/** That a user may do something at the brokers, as an ACL says it. */
export type Permission = {
  readonly resource: 'topic' | 'group' | 'transactional-id' | 'cluster'
  readonly name: string
  /** Whether it counts for all names that begin so. */
  readonly isPrefix: boolean
  readonly operation: 'read' | 'write' | 'create' | 'delete' | 'alter' | 'describe' | 'describe-configs'
}

/** What decides about the names in the permissions. */
export type PermissionOptions = {
  /** The `TOPIC_PREFIX` of the configuration. */
  readonly prefix: string
  /** The `GROUP_ID` of the enrichers. */
  readonly groupId: string
  /** How the groups of those who read entities begin. */
  readonly readerGroups: string
}

/** How the consumer groups of `bellhop` and of our tests' readers begin; each is gone when it has read. */
const onlookers = 'bellhop-reader-'

/**
 * Exactly what a role needs to be allowed, here and nowhere else. Who may read, write or delete may describe as well.
 *
 * Services create topics that are missing, and need `create` only while there are any; with `TOPIC_REPLICATION` set, since
 * the brokers' default would be a setting of the cluster's.
 */
export function permissionsOf(role: Role, { prefix, groupId, readerGroups }: PermissionOptions): Permission[] {
  switch (role) {
    case 'ingress':
      return ingressPermissions(prefix)
    case 'enricher':
      return enricherPermissions(prefix, groupId)
    case 'operator':
      return operatorPermissions(prefix, groupId)
    case 'reader':
      return [...topics(`${prefix}.entities.`, 'read'), allow('group', readerGroups, true, 'read')]
  }
}

/** What the ingress needs to be allowed: to write events, and nothing to read. */
export function ingressPermissions(prefix: string): Permission[] {
  const names = topicNames(prefix)
  return [
    ...topics(`${prefix}.`, 'describe-configs', 'create'),
    ...topics(`${prefix}.events.`, 'write'),
    ...topic(names.deadLetterWebhooks, 'write'),
    ...topic(names.integrations, 'write'),
  ]
}

/** What an enricher needs to be allowed: to read events, and to write what becomes of them in transactions. */
export function enricherPermissions(prefix: string, groupId: string): Permission[] {
  const names = topicNames(prefix)
  return [
    // It verifies topics that it does not use as well.
    ...topics(`${prefix}.`, 'describe', 'describe-configs', 'create'),
    ...topics(`${prefix}.events.`, 'read'),
    ...topics(`${prefix}.retries.`, 'read', 'write'),
    ...topics(`${prefix}.entities.`, 'write'),
    ...topic(names.deadLetterEvents, 'write'),
    ...topic(names.state, 'read', 'write'),
    ...topic(names.control, 'read'),
    allow('group', groupId, false, 'read'),
    allow('transactional-id', `${groupId}-`, true, 'write'),
  ]
}

/** What who types `bellhop` needs to be allowed: to see all, to write events and words to lanes, and to give permissions. */
function operatorPermissions(prefix: string, groupId: string): Permission[] {
  // What it writes, it writes in transactions that are named as the topic which tells of them.
  const writers = `${prefix}.audit.`
  return [
    ...topics(`${prefix}.`, 'describe-configs', 'create', 'read', 'write'),
    allow('group', groupId, false, 'describe'),
    allow('group', onlookers, true, 'read'),
    allow('group', onlookers, true, 'delete'),
    allow('group', writers, true, 'read'),
    allow('transactional-id', writers, true, 'write'),
    allow('cluster', 'kafka-cluster', false, 'alter'),
  ]
}

function allow(
  resource: Permission['resource'],
  name: string,
  isPrefix: boolean,
  operation: Permission['operation'],
): Permission {
  return { resource, name, isPrefix, operation }
}

function topic(name: string, ...operations: readonly Permission['operation'][]): Permission[] {
  return operations.map((operation) => allow('topic', name, false, operation))
}

function topics(name: string, ...operations: readonly Permission['operation'][]): Permission[] {
  return operations.map((operation) => allow('topic', name, true, operation))
}
