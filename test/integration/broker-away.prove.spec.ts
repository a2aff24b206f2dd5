import { drain, openBellhop, reachVerdict, waitUntil } from '@bellhop/demo'
import { silent } from '@bellhop/kafka'
import type { LocalStack } from '@bellhop/local'
import { createCloser } from '@bellhop/runtime'
import { openSimulator } from '@bellhop/simulator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openOwnStack } from '../programs/open-own-stack.ts'
import { postedEvents, type Whole } from './open-whole.ts'

const deadlineMs = 240_000
const { keep, closeAll } = createCloser()
let stack: LocalStack
let whole: Whole

// A broker of its own, since it is taken away.
beforeAll(async () => {
  stack = keep(await openOwnStack({ log: silent }))
  // Mews sends again after minutes; here sooner.
  const simulator = keep(await openSimulator({ retryWaitMs: 1_000, webhookAttempts: 100 }))
  const bellhop = keep(await openBellhop({ ...stack, directory: simulator.directory, partitions: 4 }))
  simulator.setWebhookUrl(`${bellhop.webhookUrl}?Token=${bellhop.webhookToken}`)
  whole = { bellhop, simulator }
}, deadlineMs)
afterAll(() => closeAll(), deadlineMs)

it(
  'a broker that goes away under traffic and comes back costs no event, no dead letter and no process',
  async () => {
    const { bellhop, simulator } = whole
    const pids = [bellhop.ingress.pid(), bellhop.enricher().pid()]
    const moreAreAccepted = (count: number) => {
      const before = simulator.stats().webhooks.accepted
      return waitUntil('more are accepted', () => simulator.stats().webhooks.accepted >= before + count, deadlineMs)
    }
    const traffic = simulator.startTraffic({ eventsPerSecond: 50 })
    await waitUntil('events flow', () => postedEvents(simulator) >= 200, deadlineMs)

    await stack.broker?.stop()
    await waitUntil(
      'webhooks are answered all the same, and spooled',
      async () => (await readSpool(bellhop.ingress.adminUrl)) > 0,
      deadlineMs,
    )
    await moreAreAccepted(5)
    await waitUntil(
      'the enricher says that it is not ready',
      async () => (await isReady(bellhop.enricher().adminUrl)) === false,
      deadlineMs,
    )
    await stack.broker?.start()
    // In the midst of what the enricher has begun anew.
    for (let kills = 1; kills <= 3; kills += 1) {
      await moreAreAccepted(30)
      await stack.broker?.kill('SIGKILL')
      await moreAreAccepted(5)
      await stack.broker?.start()
    }
    await waitUntil('the spool is drained', async () => (await readSpool(bellhop.ingress.adminUrl)) === 0, deadlineMs)
    await traffic.stop()
    await drain(bellhop, deadlineMs)

    const verdict = await reachVerdict(bellhop, simulator)
    expect(verdict.faults).toEqual([])
    expect(verdict.accounting.sums.deadLettered).toBe(0)
    expect(simulator.stats().webhooks.discarded).toBe(0)
    expect([bellhop.ingress.pid(), bellhop.enricher().pid()]).toEqual(pids)
    expect([bellhop.ingress.hasEnded(), bellhop.enricher().hasEnded()]).toEqual([false, false])
  },
  deadlineMs * 3,
)

async function isReady(adminUrl: string): Promise<boolean> {
  return (await fetch(`${adminUrl}/health/ready`)).status === 200
}

/** Bytes that the brokers have not taken yet. */
async function readSpool(adminUrl: string): Promise<number> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text()
  return Number(/^bellhop_ingress_spool_bytes (\d+)/m.exec(text)?.[1] ?? Number.NaN)
}
