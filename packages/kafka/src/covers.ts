import { impliesDescribe, type Operation, type Permission } from './permission.ts'

/** Whether an ACL gives a permission: for the same thing, or for more. Pure. */
export function covers(acl: Permission, needed: Permission): boolean {
  return acl.resource === needed.resource && isWider(acl, needed) && allows(acl.operation, needed.operation)
}

function isWider(acl: Permission, needed: Permission): boolean {
  if (acl.isPrefix) return needed.name.startsWith(acl.name)
  return acl.name === '*' || (acl.name === needed.name && !needed.isPrefix)
}

function allows(given: Operation, needed: Operation): boolean {
  return given === 'all' || given === needed || (needed === 'describe' && impliesDescribe(given))
}
