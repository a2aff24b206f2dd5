import { type Permission, permissionsOf, type Role, roles } from '@bellhop/records'
import { groupVariables, kafkaVariables, topicVariables } from '@bellhop/runtime'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Settings } from './read-settings.ts'

/** What was typed about whom the permissions are for. */
export type AclOptions = { readonly service?: Role; readonly principal?: string; readonly readerGroups?: string }

/** The variables that decide about the names in permissions, and those of Kafka. */
export const aclVariables = {
  ...kafkaVariables,
  TOPIC_PREFIX: topicVariables.TOPIC_PREFIX,
  ...groupVariables,
}

/** Declares the options of the commands about permissions. */
export function declareAclOptions(command: Command): void {
  command
    .addOption(
      new Option('--service <role>', 'whose permissions; without it those of ingress, enricher and operator').choices(
        roles,
      ),
    )
    .option(
      '--principal <user>',
      'as Kafka writes it, such as User:ingress; User:bellhop-<role> without it',
      readPrincipal,
    )
    .option('--reader-groups <start>', "how a reader's consumer groups begin")
}

/** Permissions, and whose they are to be. */
export type WantedAcls = {
  readonly service: Role
  readonly principal: string
  readonly permissions: readonly Permission[]
}

/**
 * What is to be given to whom. Pure.
 *
 * @throws InvalidArgumentError for options that do not go together
 */
export function wantedAcls(config: Settings<typeof aclVariables>, options: AclOptions): readonly WantedAcls[] {
  const { service, principal, readerGroups } = options
  if (service === undefined && principal !== undefined) {
    throw new InvalidArgumentError('--principal needs --service: a user has one role.')
  }
  if ((service === 'reader') !== (readerGroups !== undefined)) {
    throw new InvalidArgumentError('--reader-groups and --service reader need each other.')
  }
  const names = { prefix: config.TOPIC_PREFIX, groupId: config.GROUP_ID, readerGroups: readerGroups ?? '' }
  const wanted: readonly Role[] = service === undefined ? ['ingress', 'enricher', 'operator'] : [service]
  return wanted.map((role) => ({
    service: role,
    principal: principal ?? `User:bellhop-${role}`,
    permissions: permissionsOf(role, names),
  }))
}

function readPrincipal(text: string): string {
  if (/^[A-Za-z]+:.+$/.test(text)) return text
  throw new InvalidArgumentError('A principal is a kind and a name, such as User:ingress or User:CN=ingress.')
}
