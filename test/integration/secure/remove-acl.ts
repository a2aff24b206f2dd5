import { type KafkaClient, operationCodes, type Permission } from '@bellhop/kafka'

/** Kafka's numbers for kinds of things, of names and of permissions. */
const resources = { topic: 2, group: 3, cluster: 4, 'transactional-id': 5 } as const
const patterns = { literal: 3, prefixed: 4 } as const
const allow = 3

/** Takes a permission away from a user. */
export async function removeAcl(kafka: KafkaClient, principal: string, permission: Permission): Promise<void> {
  const { resource, name, isPrefix, operation } = permission
  const admin = kafka.admin()
  await admin.connect()
  try {
    const filter = {
      resourceType: resources[resource],
      resourceName: name,
      resourcePatternType: isPrefix ? patterns.prefixed : patterns.literal,
      principal,
      host: '*',
      operation: operationCodes[operation],
      permissionType: allow,
    }
    await admin.deleteAcls({ filters: [filter] })
  } finally {
    await admin.disconnect()
  }
}
