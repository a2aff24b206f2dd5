import type { Simulator } from '@bellhop/simulator'

/** Events of one webhook at most; Mews speaks of hundreds. */
const maxEvents = 200

const discriminatorOf = {
  reservation: 'ServiceOrderUpdated',
  resource: 'ResourceUpdated',
  'resource-block': 'ResourceBlockUpdated',
  customer: 'CustomerUpdated',
  payment: 'PaymentUpdated',
} as const

/**
 * Announces every entity of the world once, so that each has a record to be compared.
 *
 * Not the messages: Mews announces one when it is written, and it is looked for among those of the last hours.
 */
export async function postFirstEvents(simulator: Simulator): Promise<void> {
  const byEnterprise = new Map<string, Array<{ Discriminator: string; Value: { Id: string } }>>()
  for (const { entity, id, enterpriseId } of [...simulator.truth()]) {
    if (entity === 'message') continue
    // A customer belongs to a chain; a change of it tells which enterprise would announce it.
    const enterprise = enterpriseId ?? simulator.change({ entity, id, action: 'update' }).enterpriseId
    const events = byEnterprise.get(enterprise) ?? []
    byEnterprise.set(enterprise, events)
    events.push({ Discriminator: discriminatorOf[entity], Value: { Id: id } })
  }
  const posts: Array<Promise<unknown>> = []
  for (const [enterprise, events] of byEnterprise) {
    for (let start = 0; start < events.length; start += maxEvents) {
      posts.push(simulator.post(enterprise, events.slice(start, start + maxEvents)))
    }
  }
  await Promise.all(posts)
}
