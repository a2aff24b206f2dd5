import { type AclPlan, describePermission, type Permission } from '@bellhop/kafka'
import { type Check, fine, untold, wrong } from './check.ts'

/** Says what the brokers allow a service's user. Pure. */
export function toPermissionCheck(service: string, principal: string, { given, missing }: AclPlan): Check {
  if (missing.length === 0) return fine('permissions', `ACLs give ${principal} all that the ${service} needs`)
  if (given.length === 0) {
    const remedy = `if the ${service} logs in as another user: bellhop acls plan --service ${service} --principal <user>`
    return untold('permissions', `no ACL gives ${principal} anything`, remedy)
  }
  return wrong('permissions', `no ACL lets ${principal}: ${list(missing)}`, `bellhop acls apply --service ${service}`)
}

/** Says what the brokers do not allow us, who are to see all and to mend it. Pure. */
export function toOwnPermissionCheck(missing: readonly Permission[], username: string | undefined): Check {
  if (missing.length === 0) return fine('permissions', 'we have all that an operator needs')
  const principal = username === undefined ? '<who we are>' : `User:${username}`
  const remedy = `bellhop acls apply --service operator --principal ${principal}, by somebody who may`
  return wrong('permissions', `we may not: ${list(missing)}`, remedy)
}

function list(permissions: readonly Permission[]): string {
  return permissions.map(describePermission).join('; ')
}
