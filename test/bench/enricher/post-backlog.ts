import type { EntityName, Simulator, WebhookEvent } from '@bellhop/simulator'

/** How many entities of an enterprise are created and announced. */
export type Share = { readonly enterpriseId: string; readonly entity: EntityName; readonly count: number }

const eventsPerWebhook = 500

/** Creates entities and announces each once, the enterprises in turn, so that their events lie mixed on the topics. */
export async function postBacklog(simulator: Simulator, shares: readonly Share[]): Promise<void> {
  const left = shares.map((share) => ({ ...share, left: share.count }))
  for (let open = left; open.length > 0; open = open.filter((share) => share.left > 0)) {
    const posts = open.map((share) => {
      const events: WebhookEvent[] = []
      for (; share.left > 0 && events.length < eventsPerWebhook; share.left -= 1) {
        const { entity, enterpriseId } = share
        // A new customer is announced twice, as added and as updated.
        events.push(...simulator.change({ entity, enterpriseId, action: 'create' }).events.slice(0, 1))
      }
      return simulator.post(share.enterpriseId, events)
    })
    for (const { end } of await Promise.all(posts)) {
      if (end !== 'accepted') throw new Error('A webhook of the backlog was not accepted')
    }
  }
}
