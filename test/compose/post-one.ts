import { readLedger } from '@bellhop/audit'
import { type Readable, waitUntil } from '@bellhop/demo'
import type { Remote } from './open-remote.ts'
import type { ComposeStack } from './open-stack.ts'

const recordWithinMs = 120_000

/** Posts one webhook of a reservation, as Mews would, and waits until its record stands on the entity topic. Gives its id. */
export async function postOne(stack: ComposeStack, remote: Remote, topics: Readable): Promise<string> {
  const reservation = [...(await remote.tell()).truth()].find(({ entity }) => entity === 'reservation')
  if (!reservation) throw new Error('The simulated Mews has no reservation')
  const token = (await stack.run('ingress', 'cat', '/run/secrets/webhook-tokens')).trim()
  const answer = await fetch(`${stack.webhookUrl}?Token=${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      EnterpriseId: reservation.enterpriseId,
      IntegrationId: 'by-hand',
      Events: [{ Discriminator: 'ServiceOrderUpdated', Value: { Id: reservation.id } }],
    }),
  })
  if (answer.status !== 204) throw new Error(`The webhook was answered ${answer.status}: ${await answer.text()}`)

  const isThere = async () => {
    // A broker that has just started may not have loaded its groups yet, and says so.
    const ledger = await readLedger(topics.kafka, topics.registry, topics.topics, topics.groupId).catch(() => undefined)
    return (ledger?.entities ?? []).some(({ entity, value }) => entity === 'reservation' && value.id === reservation.id)
  }
  await waitUntil('its record stands on the topic', isThere, recordWithinMs, 500)
  return reservation.id
}
