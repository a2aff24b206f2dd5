import { type AclPlan, describePermission } from '@bellhop/kafka'

/** Shows what a user is allowed, a line for each permission. Pure. */
export function renderAcls(
  { principal, given, missing }: AclPlan & { readonly principal: string },
  lacking: 'missing' | 'created',
): string[] {
  return [
    ...given.map((permission) => `given    ${principal}  ${describePermission(permission)}`),
    ...missing.map((permission) => `${lacking}  ${principal}  ${describePermission(permission)}`),
  ]
}
