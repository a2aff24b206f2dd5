import { planAcls } from '@bellhop/kafka'
import { Type } from '@sinclair/typebox'
import { type AclOptions, aclVariables, declareAclOptions, wantedAcls } from '../acl-options.ts'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openKafka } from '../open-kafka.ts'
import { renderAcls } from '../render-acls.ts'

/** `bellhop acls plan`. */
export const aclsPlan = defineCommand({
  name: 'acls plan',
  summary: 'says which permissions the users of the services have and which they lack',
  details: 'Changes nothing. Exit code 2 when something is missing. Needs to be allowed to describe the cluster.',
  declare: declareAclOptions,
  examples: ['acls plan', 'acls plan --service enricher --principal User:enricher'],
  needs: Type.Object(aclVariables),
  run: async ({ config, options, print }) => {
    const wanted = wantedAcls(config, options as AclOptions)
    const kafka = await openKafka(config)
    const users = []
    for (const { service, principal, permissions } of wanted) {
      users.push({ service, principal, ...(await planAcls(kafka, principal, permissions)) })
    }
    print.answer(
      { users },
      users.flatMap((user) => renderAcls(user, 'missing')),
    )
    return users.every(({ missing }) => missing.length === 0) ? exitCodes.fine : exitCodes.found
  },
})
