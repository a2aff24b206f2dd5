import kafkajs, { type AclEntry, type Admin, type DescribeAclResource, type Kafka } from 'kafkajs'
import { covers } from './covers.ts'
import { KafkaError } from './errors.ts'
import { isNotAllowed } from './explain-refusal.ts'
import { isUnsupported } from './is-unsupported.ts'
import { type Operation, operationCodes, type Permission, type Resource } from './permission.ts'
import { withAdmin } from './with-admin.ts'

// Node finds only some of kafkajs's names in its CommonJS.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs

/** What there is to do so that a user has permissions. */
export type AclPlan = {
  /** Those that an ACL gives already, or one that gives more. */
  readonly given: readonly Permission[]
  readonly missing: readonly Permission[]
}

const anyHost = '*'
/** What is given to him is given to each. */
const everybody = 'User:*'

const typeOf = {
  topic: AclResourceTypes.TOPIC,
  group: AclResourceTypes.GROUP,
  cluster: AclResourceTypes.CLUSTER,
  'transactional-id': AclResourceTypes.TRANSACTIONAL_ID,
} as const

/**
 * Compares the ACLs of a user, and of everybody, with the permissions that he needs. Only what is given for every host counts; what is denied
 * is not looked at.
 *
 * @param principal - as Kafka writes it, such as `User:enricher`
 * @throws KafkaError `kafka.no-acls` where the brokers know none, `kafka.not-allowed` for who may not see them
 */
export async function planAcls(kafka: Kafka, principal: string, needed: readonly Permission[]): Promise<AclPlan> {
  const listOf = (admin: Admin, who: string) =>
    admin.describeAcls({
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      principal: who,
      host: anyHost,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ALLOW,
    })
  const lists = await withAdmin(kafka, async (admin) => [
    await listOf(admin, principal),
    await listOf(admin, everybody),
  ]).catch(explain)
  const there = lists.flatMap(({ resources }) => resources.flatMap(toPermissions))
  const isGiven = (permission: Permission) => there.some((acl) => covers(acl, permission))
  return { given: needed.filter(isGiven), missing: needed.filter((permission) => !isGiven(permission)) }
}

/**
 * Gives a user permissions, from every host. What is there already stays as it is; nothing is ever taken away.
 *
 * @throws KafkaError `kafka.no-acls` where the brokers know none, `kafka.not-allowed` for who may not alter the cluster
 */
export async function createAcls(kafka: Kafka, principal: string, permissions: readonly Permission[]): Promise<void> {
  if (permissions.length === 0) return
  const acl = permissions.map((one) => toAcl(principal, one))
  await withAdmin(kafka, (admin) => admin.createAcls({ acl })).catch(explain)
}

function toAcl(principal: string, { resource, name, isPrefix, operation }: Permission): AclEntry {
  return {
    principal,
    host: anyHost,
    resourceType: typeOf[resource],
    resourceName: name,
    resourcePatternType: isPrefix ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
    operation: operationCodes[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }
}

/** The permissions that ACLs on one thing give; what we have no name for is not among them. */
function toPermissions({ resourceType, resourceName: name, resourcePatternType, acls }: DescribeAclResource) {
  const resource = nameOf<Resource>(typeOf, resourceType)
  const isPrefix = resourcePatternType === ResourcePatternTypes.PREFIXED
  return acls.flatMap(({ operation: code }): Permission[] => {
    const operation = nameOf<Operation>(operationCodes, code)
    return resource && operation ? [{ resource, name, isPrefix, operation }] : []
  })
}

function nameOf<K extends string>(codes: Readonly<Record<K, number>>, code: number): K | undefined {
  return (Object.keys(codes) as K[]).find((name) => codes[name] === code)
}

function explain(error: unknown): never {
  if ((error instanceof Error && 'type' in error && error.type === 'SECURITY_DISABLED') || isUnsupported(error)) {
    const text = 'The brokers know no ACLs, so that everybody may do everything: set authorizer.class.name there first'
    throw new KafkaError('kafka.no-acls', text, error)
  }
  if (!isNotAllowed(error)) throw error
  throw new KafkaError(
    'kafka.not-allowed',
    'The brokers do not let this user see and give permissions: alter cluster',
    error,
  )
}
