import { impliesDescribe, isAbout, type Operation, type Permission } from './permission.ts'

/** What the brokers said that their user may do: `hidden` when not even to describe; undefined where they do not tell. */
export type Granted = ReadonlySet<Operation> | 'hidden' | undefined

/** What is known of a user at the brokers. */
export type Standings = {
  readonly topics: ReadonlyMap<string, { readonly exists: boolean; readonly granted: Granted }>
  /** By the names of the permissions asked for. */
  readonly groups: ReadonlyMap<string, Granted>
  readonly transactionalIds: ReadonlyMap<string, Granted>
  readonly cluster: Granted
}

/**
 * Finds the permissions that a user lacks, each as it was asked for. Pure.
 *
 * To create topics is asked only for those that do not exist yet. What the brokers do not tell is taken for allowed.
 */
export function judgePermissions(permissions: readonly Permission[], standings: Standings): Permission[] {
  return permissions.filter((permission) => {
    return grantedFor(permission, standings).some((granted) => isWithout(granted, permission.operation))
  })
}

/** Of what is hidden no more is known than that nothing is allowed which would show it. */
function isWithout(granted: Granted, operation: Operation): boolean {
  if (granted === 'hidden') return impliesDescribe(operation)
  return granted !== undefined && !granted.has(operation)
}

function grantedFor(permission: Permission, standings: Standings): Granted[] {
  const { resource, name, operation } = permission
  switch (resource) {
    case 'topic':
      return [...standings.topics]
        .filter(([topic, { exists }]) => isAbout(permission, topic) && !(operation === 'create' && exists))
        .map(([, { granted }]) => granted)
    case 'group':
      return [standings.groups.get(name)]
    case 'transactional-id':
      return [standings.transactionalIds.get(name)]
    case 'cluster':
      return [standings.cluster]
  }
}
