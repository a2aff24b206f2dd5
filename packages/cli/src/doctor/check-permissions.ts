import { findMissing, type KafkaClient, KafkaError, planAcls } from '@bellhop/kafka'
import { permissionsOf, type TopicSpec } from '@bellhop/records'
import { type aclVariables, wantedAcls } from '../acl-options.ts'
import { toBriefSettings } from '../open-kafka.ts'
import type { Settings } from '../read-settings.ts'
import { type Check, fine, untold } from './check.ts'
import { toOwnPermissionCheck, toPermissionCheck } from './to-permission-check.ts'

/**
 * Looks whether the brokers allow us what an operator needs, and the users of both services what theirs need; of those it
 * can tell only by the names that `bellhop acls` gives them.
 */
export async function checkPermissions(
  kafka: KafkaClient,
  config: Settings<typeof aclVariables>,
  specs: readonly TopicSpec[],
): Promise<readonly Check[]> {
  const users = wantedAcls(config, {}).filter(({ service }) => service !== 'operator')
  try {
    const checks: Check[] = []
    for (const { service, principal, permissions } of users) {
      checks.push(toPermissionCheck(service, principal, await planAcls(kafka, principal, permissions)))
    }
    return [...(await checkOwn(kafka, config, specs)), ...checks]
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    if (error.code === 'kafka.no-acls') return [fine('permissions', 'these brokers let everybody do everything')]
    if (error.code !== 'kafka.not-allowed') throw error
    const seen = untold('permissions', 'of the services: this user may not see them', 'log in as an operator')
    return [...(await checkOwn(kafka, config, specs)), seen]
  }
}

async function checkOwn(
  kafka: KafkaClient,
  config: Settings<typeof aclVariables>,
  specs: readonly TopicSpec[],
): Promise<readonly Check[]> {
  const permissions = permissionsOf('operator', {
    prefix: config.TOPIC_PREFIX,
    groupId: config.GROUP_ID,
    readerGroups: '',
  })
  const topics = specs.map(({ topic }) => topic)
  return [toOwnPermissionCheck(await findMissing(kafka, toBriefSettings(config), { permissions, topics }))]
}
