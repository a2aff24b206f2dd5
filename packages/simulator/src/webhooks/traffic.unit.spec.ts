import { afterEach, describe, expect, it, vi } from 'vitest'
import { openSimulator, type SimulatorOptions } from '../index.ts'
import { openReceiver, type Reply } from '../testing/open-receiver.ts'
import { isJsonObject, type JsonObject } from '../world/json.ts'

const deadline = { timeout: 60_000, interval: 5 }
const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function open(reply?: Reply, options: SimulatorOptions = {}) {
  const receiver = await openReceiver(reply)
  const opened = await openSimulator({ entitiesPerEnterprise: 5, webhookUrl: receiver.url, retryWaitMs: 1, ...options })
  closers.push(receiver.close, opened.close)
  const eventsOf = (body: JsonObject) => (Array.isArray(body['Events']) ? body['Events'].filter(isJsonObject) : [])
  return { simulator: opened.value, receiver, eventsOf }
}

describe('traffic', () => {
  it('posts what it changed, each enterprise for itself, no more events in a webhook than allowed', async () => {
    const { simulator, receiver, eventsOf } = await open()

    const traffic = simulator.startTraffic({ eventsPerSecond: 2_000, maxEventsPerWebhook: 7, flushEveryMs: 5 })
    await vi.waitFor(() => expect(receiver.arrived.length).toBeGreaterThan(60), deadline)
    await traffic.stop()

    const { webhooks, events } = simulator.stats()
    const sizes = receiver.arrived.map(({ body }) => eventsOf(body).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(7)
    expect(webhooks).toMatchObject({ accepted: receiver.arrived.length, open: 0, discarded: 0 })
    expect(Object.values(events.accepted).reduce((sum, count) => sum + count, 0)).toBe(sizes.reduce((a, b) => a + b, 0))
    expect(Object.keys(events.accepted)).toHaveLength(7)
    expect(new Set(receiver.arrived.map(({ body }) => body['EnterpriseId'])).size).toBe(6)
  })

  it('names only entities that are in the truth', async () => {
    const { simulator, receiver, eventsOf } = await open()

    const traffic = simulator.startTraffic({ eventsPerSecond: 1_000, flushEveryMs: 5 })
    await vi.waitFor(() => expect(receiver.arrived.length).toBeGreaterThan(20), deadline)
    await traffic.stop()

    const known = new Set([...simulator.truth()].map(({ id }) => id))
    for (const { Value } of receiver.arrived.flatMap(({ body }) => eventsOf(body))) {
      expect(isJsonObject(Value) && known.has(String(Value['Id']))).toBe(true)
    }
  })

  it('puts both events of a new customer into one webhook', async () => {
    const { simulator, receiver, eventsOf } = await open()

    const traffic = simulator.startTraffic({
      eventsPerSecond: 500,
      maxEventsPerWebhook: 3,
      flushEveryMs: 5,
      next: () => ({ entity: 'customer', action: 'create' }),
    })
    await vi.waitFor(() => expect(receiver.arrived.length).toBeGreaterThan(10), deadline)
    await traffic.stop()

    for (const { body } of receiver.arrived) {
      expect(eventsOf(body).map(({ Discriminator }) => Discriminator)).toEqual(['CustomerAdded', 'CustomerUpdated'])
    }
  })

  it('is no slower for a receiver that does not answer, and stops when all is settled', async () => {
    const { simulator } = await open(() => () => {}, { webhookTimeoutMs: 50, webhookAttempts: 1 })

    const traffic = simulator.startTraffic({ eventsPerSecond: 500, maxEventsPerWebhook: 1, flushEveryMs: 5 })
    await vi.waitFor(() => expect(simulator.stats().webhooks.posted).toBeGreaterThan(100), deadline)
    await traffic.stop()

    const { posted, discarded, open: left } = simulator.stats().webhooks
    expect([discarded, left]).toEqual([posted, 0])
  })

  it('posts twice what it is told to double', async () => {
    const { simulator, receiver } = await open()

    const traffic = simulator.startTraffic({ eventsPerSecond: 200, flushEveryMs: 5, duplicateShare: 1 })
    await vi.waitFor(() => expect(receiver.arrived.length).toBeGreaterThan(10), deadline)
    await traffic.stop()

    const texts = receiver.arrived.map(({ body }) => JSON.stringify(body))
    const counts = new Map<string, number>()
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
    expect([...counts.values()].every((count) => count % 2 === 0)).toBe(true)
  })

  it('announces a customer in every enterprise of the chain where that is asked for', async () => {
    const { simulator, receiver } = await open(undefined, { chains: 1, enterprisesPerChain: 3 })

    const traffic = simulator.startTraffic({
      eventsPerSecond: 100,
      flushEveryMs: 5,
      chainWideShare: 1,
      next: () => ({ entity: 'customer' }),
    })
    await vi.waitFor(() => expect(receiver.arrived.length).toBeGreaterThan(9), deadline)
    await traffic.stop()

    const byEnterprise = new Map<unknown, string[]>()
    for (const { body } of receiver.arrived) {
      const list = byEnterprise.get(body['EnterpriseId']) ?? []
      byEnterprise.set(body['EnterpriseId'], [...list, JSON.stringify(body['Events'])])
    }
    const [first = [], ...others] = [...byEnterprise.values()].map((list) =>
      list
        .join('')
        .match(/[0-9a-f-]{36}/g)
        ?.toSorted(),
    )
    expect(byEnterprise.size).toBe(3)
    for (const other of others) expect(other).toEqual(first)
  })
})
