import { createAcls, planAcls } from '@bellhop/kafka'
import { Type } from '@sinclair/typebox'
import { type AclOptions, aclVariables, declareAclOptions, wantedAcls } from '../acl-options.ts'
import { defineCommand } from '../define-command.ts'
import { exitCodes } from '../exit-codes.ts'
import { openKafka } from '../open-kafka.ts'
import { renderAcls } from '../render-acls.ts'

/** `bellhop acls apply`. */
export const aclsApply = defineCommand({
  name: 'acls apply',
  summary: 'gives the users of the services the permissions that they lack',
  details: 'Never takes anything away. Needs to be allowed to describe and to alter the cluster.',
  declare: declareAclOptions,
  examples: [
    'acls apply',
    'acls apply --service ingress --principal User:ingress',
    'acls apply --service reader --principal User:warehouse --reader-groups connect-warehouse',
  ],
  needs: Type.Object(aclVariables),
  run: async ({ config, options, print }) => {
    const wanted = wantedAcls(config, options as AclOptions)
    const kafka = await openKafka(config)
    const users = []
    for (const { service, principal, permissions } of wanted) {
      const plan = await planAcls(kafka, principal, permissions)
      await createAcls(kafka, principal, plan.missing)
      users.push({ service, principal, ...plan })
    }
    const answer = users.map(({ missing: created, ...user }) => ({ ...user, created }))
    print.answer(
      { users: answer },
      users.flatMap((user) => renderAcls(user, 'created')),
    )
    return exitCodes.fine
  },
})
