import { readFile } from 'node:fs/promises'
import { readLedger } from '@bellhop/audit'
import { drain } from '@bellhop/demo'
import { readTopics } from '@bellhop/kafka'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWhole, type Whole } from './open-whole.ts'

describe('webhooks that are not as they should be', () => {
  const plantedToken = 'planted-access-token-0815'
  /** Stands in an event that is kept whole among the dead letters, so it may be there and nowhere else. */
  const guest = 'Planted Guest Name'
  /** People and an enterprise in what is never kept: each with a name of its own, so that a leak says whose it is. */
  const neverKept = {
    requestor: 'Planted Requestor Name',
    requestorEmail: 'planted.requestor@example.com',
    entities: 'Planted Entities Guest',
    notJson: 'Planted Not Json Guest',
  }
  let whole: Whole
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ value: whole, close } = await openWhole())
  })
  afterAll(() => close())

  const post = async (body: string) => {
    const { webhookUrl, webhookToken } = whole.bellhop
    return fetch(`${webhookUrl}?Token=${webhookToken}`, { method: 'POST', body })
  }
  const good = () => {
    const { enterpriseId, events } = whole.simulator.change({ entity: 'reservation', action: 'update' })
    return { EnterpriseId: enterpriseId, IntegrationId: 'integration-1', Events: events as unknown[] }
  }
  const goodId = (body: ReturnType<typeof good>) => JSON.stringify(body.Events[0])

  it('are answered 204, let the good events through, and leave no secret anywhere', async () => {
    const { bellhop } = whole
    const mixed = good()
    const [event] = mixed.Events
    const withMalformed = { ...mixed, Events: [{ Discriminator: 7, Value: guest }, event, null] }
    const legacy = {
      ...good(),
      Entities: { ServiceOrders: [{ FirstName: neverKept.entities, AccessToken: plantedToken }] },
    }
    const integration = {
      Action: 'IntegrationCreated',
      Data: {
        Enterprise: { Id: 'e-1', Name: 'Hotel' },
        Requestor: { Name: neverKept.requestor, Email: neverKept.requestorEmail },
        AccessToken: plantedToken,
        CreatedUtc: '2026-01-01T00:00:00Z',
        IsEnabled: true,
        Integration: { Id: 'i-1', Name: 'Bellhop' },
      },
    }

    const statuses = []
    for (const body of [
      JSON.stringify(withMalformed),
      `{"EnterpriseId": "${neverKept.notJson}", "AccessToken": "${plantedToken}", `,
      JSON.stringify(integration),
      JSON.stringify(legacy),
    ]) {
      statuses.push((await post(body)).status)
    }
    await drain(bellhop, 120_000)

    expect(statuses).toEqual([204, 204, 204, 204])
    const ledger = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
    const published = new Set(ledger.entities.map(({ value }) => value.id))
    for (const body of [mixed, legacy]) {
      const [id] = /[0-9a-f-]{36}/.exec(goodId(body)) ?? []
      expect(published).toContain(id)
    }

    const { topics } = bellhop
    const bytes: Buffer[] = []
    const letters: Buffer[] = []
    const integrations: string[] = []
    let quarantined = 0
    await readTopics(
      bellhop.kafka,
      [
        ...topics.events,
        topics.unrecognised,
        topics.deadLetterWebhooks,
        topics.deadLetterEvents,
        topics.integrations,
        ...topics.retries,
        ...topics.entities,
        topics.state,
        topics.control,
      ],
      (records) => {
        for (const { topic, key, value } of records) {
          if (topic === topics.integrations) integrations.push(`${key} ${value?.toString('latin1')}`)
          const all = topic === topics.deadLetterWebhooks ? letters : bytes
          all.push(Buffer.from(key ?? ''), value ?? Buffer.alloc(0))
          if (topic === topics.deadLetterWebhooks) quarantined += 1
        }
      },
    )
    const services = [bellhop.ingress, bellhop.enricher()]
    const metrics = await Promise.all(services.map(async ({ adminUrl }) => (await fetch(`${adminUrl}/metrics`)).text()))
    const logs = await Promise.all(services.map(({ logFile }) => readFile(logFile, 'utf8')))
    const outsideLetters = [Buffer.concat(bytes).toString('latin1'), ...metrics, ...logs].join('\n')
    const everything = `${outsideLetters}\n${Buffer.concat(letters).toString('latin1')}`
    expect(quarantined).toBe(3)
    expect(metrics).toEqual([
      expect.stringContaining('bellhop_ingress_webhooks_total'),
      expect.stringContaining('bellhop_enricher_records_published_total'),
    ])
    expect(integrations).toEqual([expect.stringMatching(/^i-1 .*IntegrationCreated/s)])
    expect(integrations[0]).not.toContain(plantedToken)
    expect(everything).not.toContain(plantedToken)
    for (const planted of Object.values(neverKept)) expect(everything).not.toContain(planted)
    expect(outsideLetters).not.toContain(guest)
    // What may be kept is found where it may be, so the search sees what is there.
    expect(everything).toContain(guest)
    expect(everything).not.toContain(bellhop.webhookToken)
  })
})
