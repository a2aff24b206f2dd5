import { waitUntil } from '@bellhop/demo'
import type { Remote } from './open-remote.ts'
import type { ComposeStack } from './open-stack.ts'

/** Webhooks that arrive while a service is away, and again after it is back. */
const webhooks = 50
const flowWithinMs = 120_000

/** Kills a service while webhooks flow, lets more arrive without it, and starts it again. Says how far all is then. */
export async function killAndMend(
  stack: ComposeStack,
  remote: Remote,
  service: string,
  stopping: AbortSignal,
): Promise<string> {
  await stack.kill(service)
  await untilMoreArePosted(remote, stopping)
  await stack.up()
  await untilMoreArePosted(remote, stopping)
  const { posted, accepted, retried, discarded } = (await remote.stats()).webhooks
  return `${service} killed and back: ${posted} webhooks, ${accepted} answered, ${retried} sent again, ${discarded} given up`
}

async function untilMoreArePosted(remote: Remote, stopping: AbortSignal): Promise<void> {
  const posted = async () => (await remote.stats()).webhooks.posted
  const enough = (await posted()) + webhooks
  await waitUntil('webhooks flow', async () => (await posted()) >= enough, flowWithinMs, 500, stopping)
}
