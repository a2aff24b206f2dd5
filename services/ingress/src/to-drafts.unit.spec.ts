import { createHash } from 'node:crypto'
import { type DeadLetter, topicNames } from '@bellhop/records'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEncodeDrafts } from './encode-drafts.ts'
import { toDrafts } from './to-drafts.ts'

const topics = topicNames('mews')
const receipt = { webhookId: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f', receivedAt: 1_700_000_000_000 }
const placeOf = (enterpriseId: string) => ({ lane: `lane of ${enterpriseId}`, partition: 7 })
const sort = (body: string | Buffer) => toDrafts(Buffer.from(body), receipt, placeOf, topics)

const ids = { EnterpriseId: 'enterprise', IntegrationId: 'integration' }
const event = (discriminator: string, id: string) => ({ Discriminator: discriminator, Value: { Id: id } })
const webhook = (events: readonly unknown[]) => JSON.stringify({ ...ids, Events: events })

function lettersOf(body: string | Buffer): DeadLetter[] {
  return sort(body).drafts.flatMap((draft) => (draft.recordName === 'dead-letter' ? [draft.value] : []))
}

describe('a webhook of good events', () => {
  it('becomes one record an event, in order, keyed and placed by the lane', () => {
    const body = `{"EnterpriseId":"enterprise","IntegrationId":"integration","Events":[
      {"Discriminator":"ServiceOrderUpdated","Value":{ "Id":"r1" }},
      {"Value":{"Id":"c1","Big":12345678901234567890},"Discriminator":"CustomerAdded"}]}`

    expect(sort(body)).toEqual({
      outcome: 'events',
      drafts: [
        {
          topic: 'mews.events.service-order-updated',
          key: 'lane of enterprise',
          partition: 7,
          recordName: 'thin-event',
          value: {
            event_id: `${receipt.webhookId}-0`,
            webhook_id: receipt.webhookId,
            index: 0,
            event_count: 2,
            discriminator: 'ServiceOrderUpdated',
            enterprise_id: 'enterprise',
            integration_id: 'integration',
            entity_id: 'r1',
            value: '{ "Id":"r1" }',
            received_at: receipt.receivedAt,
            record_origin: 'webhook',
          },
        },
        {
          topic: 'mews.events.customer-added',
          key: 'lane of enterprise',
          partition: 7,
          recordName: 'thin-event',
          value: expect.objectContaining({
            event_id: `${receipt.webhookId}-1`,
            index: 1,
            entity_id: 'c1',
            value: '{"Id":"c1","Big":12345678901234567890}',
          }),
        },
      ],
    })
  })

  it('leaves the legacy Entities behind', () => {
    const body = JSON.stringify({ ...ids, Events: [event('ResourceUpdated', 'x')], Entities: { Guests: ['Ada'] } })

    expect(sort(body).drafts).toHaveLength(1)
    expect(JSON.stringify(sort(body))).not.toContain('Ada')
  })

  it('without any event has no records', () => {
    expect(sort(webhook([]))).toEqual({ outcome: 'empty', drafts: [] })
  })

  it('may begin with a byte order mark', () => {
    expect(sort(`\uFEFF${webhook([event('MessageAdded', 'm')])}`).outcome).toBe('events')
  })

  it('survives bytes that are not UTF-8 in what is dropped anyway', () => {
    const [before, after] = JSON.stringify({ ...ids, Entities: '#', Events: [event('MessageAdded', 'm')] }).split('#')
    const body = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(after ?? '')])

    expect(sort(body).outcome).toBe('events')
  })
})

describe('an event whose discriminator is not known', () => {
  it.each([
    [event('ProductUpdated', 'p'), 'p', '{"Id":"p"}'],
    [{ Discriminator: 'ProductUpdated', Value: { Code: 1 } }, '', '{"Code":1}'],
    [{ Discriminator: 'ProductUpdated' }, '', 'null'],
    [{ Discriminator: '__proto__', Value: [1] }, '', '[1]'],
  ])('is kept as unrecognised with whatever value it has: %j', (odd, entityId, value) => {
    expect(sort(webhook([odd])).drafts).toEqual([
      expect.objectContaining({
        topic: 'mews.events.unrecognised',
        key: 'lane of enterprise',
        value: expect.objectContaining({ entity_id: entityId, value }),
      }),
    ])
  })
})

describe('an event that does not fit, among good ones', () => {
  const misfit = { Discriminator: 'CustomerUpdated', Value: { Id: 7, AccessToken: 'secret-token', Note: 'kept' } }
  const body = webhook([event('CustomerUpdated', 'a'), misfit, event('CustomerUpdated', 'b')])

  it('goes to the dead letters, and the others on their way with their places', () => {
    const { outcome, drafts } = sort(body)

    expect(outcome).toBe('mixed')
    expect(drafts.map(({ topic, value }) => [topic, 'index' in value && value.index])).toEqual([
      ['mews.events.customer-updated', 0],
      ['mews.events.customer-updated', 2],
      ['mews.dead-letters.webhooks', 1],
    ])
  })

  it('says which field does not fit, and keeps the event without its tokens', () => {
    expect(lettersOf(body)).toEqual([
      expect.objectContaining({
        id: `${receipt.webhookId}-1`,
        event_id: `${receipt.webhookId}-1`,
        reason: 'bad-event',
        class: 'data',
        detail: 'Value.Id: expected string',
        stage: 'ingress',
        failed_at: receipt.receivedAt,
        received_at: receipt.receivedAt,
        index: 1,
        event_count: 3,
        discriminator: 'CustomerUpdated',
        enterprise_id: 'enterprise',
        original: Buffer.from('{"Discriminator":"CustomerUpdated","Value":{"Id":7,"Note":"kept"}}'),
      }),
    ])
  })

  it.each([null, 7, 'text', [], {}, { Discriminator: '' }, { Discriminator: 'MessageAdded', Value: null }])(
    'may be %j',
    (odd) => {
      expect(sort(webhook([odd])).outcome).toBe('bad-events')
      expect(lettersOf(webhook([odd]))).toHaveLength(1)
    },
  )

  it('shares one dead letter with the rest of a flood', () => {
    const letters = lettersOf(webhook(Array.from({ length: 50_000 }, (_, index) => index)))

    expect(letters).toHaveLength(100)
    expect(letters.at(-1)).toMatchObject({ index: 99, detail: expect.stringMatching(/^49901 events/) })
    expect(JSON.parse(String(letters.at(-1)?.original))).toHaveLength(49_901)
  })
})

describe('what is not a webhook', () => {
  it.each(['null', '7', '"text"', '[]', '{}', '{"Events":[]}', '{"Action":"X"}', '{"Action":"X","Data":{}}'])(
    'is kept: %s',
    (body) => {
      expect(sort(body).outcome).toBe('not-a-webhook')
      expect(lettersOf(body)).toEqual([
        expect.objectContaining({ id: receipt.webhookId, reason: 'not-a-webhook', original: Buffer.from(body) }),
      ])
    },
  )

  it('is kept without tokens, people and guests, at any depth', () => {
    const body = JSON.stringify({
      Kind: 'odd',
      Entities: { Guests: ['Ada'] },
      Data: [{ AccessToken: 'secret-1', Requestor: { Name: 'Bob' }, Link: 'https://h/?Token=secret-2&a=b' }],
    })

    const [letter] = lettersOf(body)

    expect(String(letter?.original)).toBe('{"Kind":"odd","Data":[{"Link":"https://h/?Token=[redacted]&a=b"}]}')
  })

  it.each([
    ['', 0],
    ['{"a":', 5],
    ['{"a":1 "b":2}', 7],
    ['<html>Ada</html>', 0],
  ])('and not JSON leaves only a trace: %j', (body, failedAt) => {
    expect(sort(body).outcome).toBe('not-json')
    expect(lettersOf(body)).toEqual([
      expect.objectContaining({
        reason: 'not-json',
        original: null,
        original_sha256: createHash('sha256').update(body).digest('hex'),
        original_length: body.length,
        parse_error_at: failedAt,
        detail: 'The body is not JSON',
      }),
    ])
  })
})

describe('an integration webhook', () => {
  const created = {
    Action: 'IntegrationCreated',
    Data: {
      Enterprise: { Id: 'e', Name: 'Grand Hotel' },
      Service: null,
      Requestor: { Name: 'Bob', Email: 'bob@example.com' },
      AccessToken: 'secret-token',
      CreatedUtc: '2026-01-01T00:00:00Z',
      IsEnabled: true,
      Integration: { Id: 'i', Name: 'Door locks', Nested: { ApiKey: 'secret-key', Requestor: 'Bob' } },
    },
  }

  it('becomes a record keyed by the integration, without tokens and without the person who asked', () => {
    const { outcome, drafts } = sort(JSON.stringify(created))

    expect(outcome).toBe('integration')
    expect(drafts).toEqual([
      {
        topic: 'mews.integrations',
        key: 'i',
        recordName: 'integration',
        value: {
          id: 'i',
          action: 'IntegrationCreated',
          integration_name: 'Door locks',
          enterprise_id: 'e',
          enterprise_name: 'Grand Hotel',
          service_id: null,
          service_name: null,
          created_utc: Date.UTC(2026, 0, 1),
          deleted_utc: null,
          is_enabled: true,
          received_at: receipt.receivedAt,
          webhook_id: receipt.webhookId,
          data: '{"Enterprise":{"Id":"e","Name":"Grand Hotel"},"Service":null,"CreatedUtc":"2026-01-01T00:00:00Z","IsEnabled":true,"Integration":{"Id":"i","Name":"Door locks","Nested":{}}}',
        },
      },
    ])
    expect(JSON.stringify(drafts)).not.toMatch(/secret|Bob|bob@/)
  })

  it('without an integration is quarantined, still without its tokens', () => {
    const body = JSON.stringify({ Action: 'IntegrationApiKeyCreated', Data: { ApiKey: 'secret-key' } })

    const [letter] = lettersOf(body)

    expect(letter).toMatchObject({ reason: 'not-a-webhook', detail: 'Data.Integration: expected required property' })
    expect(String(letter?.original)).toBe('{"Action":"IntegrationApiKeyCreated","Data":{}}')
  })
})

describe('any body at all', () => {
  const written = [...topics.events, topics.unrecognised].map(
    (topic) => ({ topic, recordName: 'thin-event', schemaId: 1 }) as const,
  )
  const encode = createEncodeDrafts([
    ...written,
    { topic: topics.deadLetterWebhooks, recordName: 'dead-letter', schemaId: 2 },
    { topic: topics.integrations, recordName: 'integration', schemaId: 3 },
  ])
  /** Half of them near to a webhook, so that every branch is met. */
  const near = fc.record(
    {
      EnterpriseId: fc.oneof(fc.string(), fc.jsonValue()),
      IntegrationId: fc.oneof(fc.string(), fc.jsonValue()),
      Events: fc.oneof(
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.record(
              {
                Discriminator: fc.oneof(fc.constant('MessageAdded'), fc.string({ unit: 'binary' })),
                Value: fc.jsonValue(),
              },
              { requiredKeys: [] },
            ),
          ),
        ),
        fc.jsonValue(),
      ),
      Action: fc.oneof(fc.string(), fc.jsonValue()),
      Data: fc.record(
        { Integration: fc.record({ Id: fc.string() }), CreatedUtc: fc.jsonValue() },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
    near.map((value) => Buffer.from(JSON.stringify(value))),
  )

  it('becomes records that can be encoded; never an error', () => {
    fc.assert(
      fc.property(body, (bytes) => {
        const { outcome, drafts } = sort(bytes)

        expect(encode(drafts)).toHaveLength(drafts.length)
        expect(drafts.length > 0).toBe(outcome !== 'empty')
      }),
      { numRuns: 1_000 },
    )
  })

  it('has each of its events in one record, with its place and the count of all', () => {
    const good = fc.constantFrom('MessageAdded', 'PaymentUpdated', 'Odd').map((name) => event(name, 'id'))
    const bad = fc.constantFrom(null, 1, {}, { Discriminator: 'MessageAdded' })
    fc.assert(
      fc.property(fc.array(fc.oneof(good, bad), { maxLength: 90 }), (events) => {
        const { drafts } = sort(webhook(events))

        const goodPlaces = events.flatMap((each, index) =>
          each && Object.hasOwn(Object(each), 'Value') ? [index] : [],
        )
        const thin = drafts.filter(({ recordName }) => recordName === 'thin-event')
        const places = (of: typeof drafts) => of.map(({ value }) => ('index' in value ? value.index : undefined))
        expect(places(thin)).toEqual(goodPlaces)
        expect(places(drafts).toSorted((a, b) => Number(a) - Number(b))).toEqual(events.map((_, index) => index))
        for (const { value } of drafts) expect(value).toMatchObject({ event_count: events.length })
      }),
    )
  })

  it.each([
    ['nested as deep as it can be', `${'['.repeat(500_000)}${']'.repeat(500_000)}`],
    ['with an event nested so', webhook(['#']).replace('"#"', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
    [
      'with a value nested so',
      webhook([event('MessageAdded', 'm')]).replace('"Id"', `"x":${'['.repeat(400_000)}${']'.repeat(400_000)},"Id"`),
    ],
    ['with an id as long as the body', webhook([event('MessageAdded', 'x'.repeat(1_000_000))])],
    [
      'with an enterprise as long as the body',
      JSON.stringify({
        ...ids,
        EnterpriseId: 'x'.repeat(900_000),
        Events: Array(100).fill(event('MessageAdded', 'm')),
      }),
    ],
    [
      'with an integration as long as the body',
      JSON.stringify({ Action: 'X', Data: { Integration: { Id: 'i', Name: 'x'.repeat(1_000_000) } } }),
    ],
  ])('may be %s, and its records still fit the topics', (_how, text) => {
    const records = encode(sort(text).drafts)

    expect(records.length).toBeGreaterThan(0)
    for (const { value } of records) expect(value?.byteLength).toBeLessThan(2_000_000)
  })

  it('may be a mebibyte of bytes that are not UTF-8, and its records still fit the topics', () => {
    const bytes = Buffer.alloc(1_000_000, 0xff)
    const bodies = [
      Buffer.concat([Buffer.from('"'), bytes, Buffer.from('"')]),
      Buffer.concat([
        Buffer.from(`${webhook([]).slice(0, -2)}{"Discriminator":"Odd","Value":"`),
        bytes,
        Buffer.from('"}]}'),
      ]),
    ]

    for (const { value } of bodies.flatMap((each) => encode(sort(each).drafts))) {
      expect(value?.byteLength).toBeLessThan(2_000_000)
    }
  })
})
