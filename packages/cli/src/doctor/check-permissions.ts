import { findMissing, isUnsupported, type KafkaClient, KafkaError, planAcls } from '@bellhop/kafka'
import type { TopicSpec } from '@bellhop/records'
import { type aclVariables, wantedAcls } from '../acl-options.ts'
import { toBriefSettings } from '../open-kafka.ts'
import type { Settings } from '../read-settings.ts'
import { type Check, fine, untold } from './check.ts'
import { toOwnPermissionCheck, toPermissionCheck } from './to-permission-check.ts'

/**
 * Looks whether the brokers allow us what an operator needs, and the users of both services what theirs need; of those it
 * can tell only by the names that `bellhop acls` gives them.
 *
 * @param areThere - whether all topics exist: to create them is asked only of who finds one missing
 */
export async function checkPermissions(
  kafka: KafkaClient,
  config: Settings<typeof aclVariables>,
  specs: readonly TopicSpec[],
  areThere: boolean,
): Promise<readonly Check[]> {
  const settings = toBriefSettings(config)
  const checks: Check[] = []
  try {
    for (const { service, principal, permissions } of wantedAcls(config, {})) {
      const needed = permissions.filter(({ resource, operation }) => {
        return !(areThere && resource === 'topic' && operation === 'create')
      })
      if (service === 'operator') {
        const topics = specs.map(({ topic }) => topic)
        const missing = await findMissing(kafka, settings, { permissions: needed, topics })
        checks.unshift(toOwnPermissionCheck(missing, settings.sasl?.username))
      } else checks.push(toPermissionCheck(service, principal, await planAcls(kafka, principal, needed)))
    }
    return checks
  } catch (error) {
    if (isUnsupported(error)) return [untold('permissions', 'these brokers do not tell what their users may do')]
    if (!(error instanceof KafkaError)) throw error
    if (error.code === 'kafka.no-acls')
      return [fine('permissions', 'these brokers keep none: everybody may do everything')]
    if (error.code !== 'kafka.not-allowed') throw error
    return [
      untold(
        'permissions',
        'this user may not see them',
        'log in as an operator: bellhop acls apply gives one what it needs',
      ),
    ]
  }
}
