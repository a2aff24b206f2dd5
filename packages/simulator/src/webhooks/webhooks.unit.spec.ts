import { afterEach, describe, expect, it, vi } from 'vitest'
import { integrationActions, openSimulator, type SimulatorOptions } from '../index.ts'
import { openReceiver, type Reply } from '../testing/open-receiver.ts'

const deadline = { timeout: 30_000, interval: 5 }
const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function open(reply?: Reply, options: SimulatorOptions = {}) {
  const receiver = await openReceiver(reply)
  closers.push(receiver.close)
  const opened = await openSimulator({
    chains: 1,
    entitiesPerEnterprise: 3,
    webhookUrl: receiver.url,
    retryWaitMs: 1,
    ...options,
  })
  closers.push(opened.close)
  return { simulator: opened.value, receiver }
}

describe('a webhook', () => {
  it('names the enterprise, its integration, and the events of one change', async () => {
    const { simulator, receiver } = await open()
    const { id, enterpriseId, events } = simulator.change({ entity: 'customer', action: 'create' })

    const delivery = await simulator.post(enterpriseId, events)

    expect(delivery).toEqual({ end: 'accepted', replies: [204] })
    expect(receiver.arrived).toEqual([
      {
        path: '/webhooks/mews?Token=word',
        body: {
          EnterpriseId: enterpriseId,
          IntegrationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          Events: [
            { Discriminator: 'CustomerAdded', Value: { Id: id } },
            { Discriminator: 'CustomerUpdated', Value: { Id: id } },
          ],
        },
      },
    ])
  })

  it.each([200, 202, 204])('is accepted by %i', async (status) => {
    const { simulator } = await open(() => status)
    const { enterpriseId, events } = simulator.change()

    expect(await simulator.post(enterpriseId, events)).toEqual({ end: 'accepted', replies: [status] })
  })

  it.each([400, 401, 413, 500, 503, 301])(
    'is sent again after a %i, the same body, until it is accepted',
    async (status) => {
      const { simulator, receiver } = await open((nth) => (nth === 0 ? status : 204))
      const { enterpriseId, events } = simulator.change()

      const delivery = await simulator.post(enterpriseId, events)

      expect(delivery).toEqual({ end: 'accepted', replies: [status, 204] })
      expect(receiver.arrived[0]).toEqual(receiver.arrived[1])
      expect(simulator.stats().webhooks).toMatchObject({
        posted: 1,
        attempts: 2,
        retried: 1,
        accepted: 1,
        discarded: 0,
      })
    },
  )

  it('is thrown away after three attempts, and counted', async () => {
    const { simulator, receiver } = await open(() => 503)
    const { enterpriseId, events } = simulator.change({ entity: 'customer', action: 'create' })

    const delivery = await simulator.post(enterpriseId, events)

    const { webhooks, events: counted } = simulator.stats()
    expect(delivery).toEqual({ end: 'discarded', replies: [503, 503, 503] })
    expect(receiver.arrived).toHaveLength(3)
    expect(webhooks).toMatchObject({ posted: 1, attempts: 3, retried: 2, accepted: 0, discarded: 1, open: 0 })
    expect(counted).toEqual({
      posted: { CustomerAdded: 1, CustomerUpdated: 1 },
      accepted: {},
      discarded: { CustomerAdded: 1, CustomerUpdated: 1 },
    })
  })

  it('counts each event that was accepted, as often as it was, and none that was thrown away', async () => {
    const { simulator } = await open((nth) => (nth < 3 ? 503 : 204))
    const lost = simulator.change({ entity: 'payment', action: 'create' })
    const { id, enterpriseId, events } = simulator.change({ entity: 'customer', action: 'create' })

    await simulator.post(lost.enterpriseId, lost.events)
    await simulator.post(enterpriseId, events)
    await simulator.post(enterpriseId, events.slice(1))

    expect(simulator.acceptedEvents()).toEqual(
      new Map([
        [`CustomerAdded ${id}`, 1],
        [`CustomerUpdated ${id}`, 2],
      ]),
    )
  })

  it('is given up when no answer comes in time, and sent again', async () => {
    const { simulator } = await open(() => () => {}, { webhookTimeoutMs: 20 })
    const { enterpriseId, events } = simulator.change()

    const delivery = await simulator.post(enterpriseId, events)

    expect(delivery).toEqual({ end: 'discarded', replies: ['timeout', 'timeout', 'timeout'] })
  })

  it('is sent again when the connection breaks', async () => {
    const { simulator } = await open((nth) => (nth === 0 ? (response) => response.destroy() : 204))
    const { enterpriseId, events } = simulator.change()

    expect(await simulator.post(enterpriseId, events)).toEqual({ end: 'accepted', replies: ['no answer', 204] })
  })

  it.each([307, 308])('follows a %i with its method and body', async (status) => {
    const { simulator, receiver } = await open((nth) =>
      nth === 0 ? (response) => response.writeHead(status, { Location: '/elsewhere?Token=other' }).end() : 204,
    )
    const { enterpriseId, events } = simulator.change()

    const delivery = await simulator.post(enterpriseId, events)

    expect(delivery).toEqual({ end: 'accepted', replies: [204] })
    expect(receiver.arrived[1]).toEqual({ path: '/elsewhere?Token=other', body: receiver.arrived[0]?.body })
  })

  it('does not follow redirects for ever', async () => {
    const { simulator } = await open(() => (response) => response.writeHead(307, { Location: '/round' }).end())
    const { enterpriseId, events } = simulator.change()

    expect(await simulator.post(enterpriseId, events)).toEqual({ end: 'discarded', replies: [307, 307, 307] })
  })

  it('goes where it is told from then on, its next attempt too', async () => {
    const other = await openReceiver()
    closers.push(other.close)
    const { simulator } = await open(() => {
      simulator.setWebhookUrl(other.url)
      return 500
    })
    const { enterpriseId, events } = simulator.change()

    const delivery = await simulator.post(enterpriseId, events)

    expect(delivery).toEqual({ end: 'accepted', replies: [500, 204] })
    expect(other.arrived).toHaveLength(1)
  })

  it('has nowhere to go without an address, and no unknown enterprise to speak of', async () => {
    const { value: simulator, close } = await openSimulator({ entitiesPerEnterprise: 1 })
    closers.push(close)
    const { enterpriseId, events } = simulator.change()

    await expect(simulator.post(enterpriseId, events)).rejects.toMatchObject({ code: 'simulator.no-webhook-url' })
    await expect(simulator.post('x', events)).rejects.toMatchObject({ code: 'simulator.no-such-place' })
  })

  it('is under way with no more others than allowed', async () => {
    let open_ = 0
    let most = 0
    const { simulator } = await open(
      () => (response) => {
        open_ += 1
        most = Math.max(most, open_)
        setImmediate(() => {
          open_ -= 1
          response.writeHead(204).end()
        })
      },
      { webhookConcurrency: 3 },
    )
    const { enterpriseId, events } = simulator.change()

    await Promise.all(Array.from({ length: 30 }, () => simulator.post(enterpriseId, events)))

    expect(most).toBeLessThanOrEqual(3)
    expect(simulator.stats().webhooks.accepted).toBe(30)
  })

  it('is cut off when the simulator closes, even while it waits to be sent again', async () => {
    const receiver = await openReceiver(() => 500)
    closers.push(receiver.close)
    const { value: simulator, close } = await openSimulator({
      entitiesPerEnterprise: 1,
      webhookUrl: receiver.url,
      retryWaitMs: 600_000,
    })
    const { enterpriseId, events } = simulator.change()
    const delivery = simulator.post(enterpriseId, events)
    await vi.waitFor(() => expect(receiver.arrived).toHaveLength(1), deadline)

    await close()

    expect((await delivery).end).toBe('cut off')
  })

  it('carries whole entities where the deprecated field is asked for', async () => {
    const { simulator, receiver } = await open(undefined, { legacyEntities: true })
    const { id, enterpriseId, events } = simulator.change({ entity: 'reservation', action: 'create' })

    await simulator.post(enterpriseId, events)

    expect(receiver.arrived[0]?.body['Entities']).toEqual({
      ServiceOrders: [simulator.truthOf('reservation', id)?.state],
      Resources: [],
      Messages: [],
      ResourceBlocks: [],
    })
  })

  it.each(integrationActions)('of the older kind tells %s', async (action) => {
    const { simulator, receiver } = await open()
    const credential = simulator.directory.credentials[0]
    const enterpriseId = credential?.enterpriseIds[0] ?? ''

    await simulator.postIntegration(enterpriseId, action)

    const { body } = receiver.arrived[0] ?? { body: {} }
    expect(body).toMatchObject({ Action: action, Data: { Integration: { Id: expect.any(String), Name: 'Bellhop' } } })
    const hasToken = JSON.stringify(body).includes(credential?.accessToken ?? '')
    expect(hasToken).toBe(action === 'IntegrationCreated' || action === 'IntegrationApiKeyCreated')
  })

  it('may be any body at all', async () => {
    const { simulator, receiver } = await open()

    await simulator.postBody({ Events: 'none' })
    await simulator.postBody('{"as":"it is"}')

    expect(receiver.arrived.map(({ body }) => body)).toEqual([{ Events: 'none' }, { as: 'it is' }])
  })
})
