import { topicNames } from '@bellhop/records'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseText } from './parse-webhook.ts'
import { readPlainWebhook } from './read-plain-webhook.ts'
import { splitWebhook } from './split-webhook.ts'

const topics = topicNames('mews')
const receipt = { webhookId: 'webhook', receivedAt: 0 }
const space = fc.constantFrom('', '', '', ' ', '\n', '\t\r ')
const name = fc.oneof(
  fc.constantFrom('3fa85f64-5717-4562-b3fc-2c963f66afa6', 'CustomerAdded', 'NoSuchThing', '', 'a"b', 'é', '\\u0041'),
  fc.string({ maxLength: 5 }),
)
const quoted = name.map((text) => `"${text}"`)

/** An event as Mews writes it, with odd spaces and odd names; and what is no such event, or not even JSON. */
const plainEvent = fc
  .tuple(fc.array(space, { minLength: 9, maxLength: 9 }), quoted, quoted)
  .map(
    ([s, discriminator, id]) =>
      `{${s[0]}"Discriminator"${s[1]}:${s[2]}${discriminator}${s[3]},${s[4]}"Value":${s[5]}{${s[6]}"Id":${s[7]}${id}${s[8]}}}`,
  )
const oddEvent = fc.constantFrom(
  'null',
  '7',
  '[]',
  '{}',
  '{"Discriminator":"CustomerAdded","Value":{"Id":"a","More":1}}',
  '{"Value":{"Id":"a"},"Discriminator":"CustomerAdded"}',
  '{"Discriminator":"CustomerAdded","Discriminator":"CustomerUpdated","Value":{"Id":"a"}}',
  '{"Discriminator":"CustomerAdded","Value":{"Id":"a"},"More":[1,{}]}',
  '{"Discriminator":7}',
  '{broken',
  '"a',
  '',
)
const event = fc.oneof({ weight: 8, arbitrary: plainEvent }, oddEvent)
const webhook = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('"EnterpriseId":"e","IntegrationId":"i"') },
      fc.constantFrom('"IntegrationId":"i","EnterpriseId":"e"', '"EnterpriseId":"e"'),
    ),
    fc.array(event, { maxLength: 6 }),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      fc.constantFrom(',"Entities":{}', ',"Events":[]', ',', ']', ' x'),
    ),
    space,
  )
  .map(
    ([ids, events, rest, gap]) =>
      `${gap}{${gap}${ids},${gap}"Events":${gap}[${events.join(`${gap},${gap}`)}${gap}]${rest}}${gap}`,
  )

describe('readPlainWebhook', () => {
  it('means what parsing means, of whatever it reads', () => {
    let read = 0
    fc.assert(
      fc.property(webhook, (text) => {
        const plain = readPlainWebhook(text)
        if (plain === undefined) return
        read += 1
        const parsed = parseText(text)

        expect(parsed.kind).toBe('events')
        if (parsed.kind !== 'events') return
        const place = { lane: 'l', partition: 0 }
        const [ours, theirs] = [plain, parsed].map((one) => splitWebhook(one, receipt, place, topics))
        expect(ours?.drafts).toEqual(theirs?.drafts)
        expect(ours?.misfits.map(toPlain)).toEqual(theirs?.misfits.map(toPlain))
      }),
      { numRuns: 3_000 },
    )
    expect(read).toBeGreaterThan(100)
  })

  it('reads what Mews writes', () => {
    const text =
      '{"EnterpriseId":"e","IntegrationId":"i","Events":[{"Discriminator":"ResourceUpdated","Value":{"Id":"r1"}},{"Discriminator":"X","Value":7}]}'

    expect(readPlainWebhook(text)).toEqual({
      kind: 'events',
      enterpriseId: 'e',
      integrationId: 'i',
      events: [
        { discriminator: 'ResourceUpdated', entityId: 'r1', value: '{"Id":"r1"}' },
        { event: { Discriminator: 'X', Value: 7 }, text: '{"Discriminator":"X","Value":7}' },
      ],
    })
  })
})

function toPlain({ explain, ...rest }: { readonly explain: () => string }) {
  return { ...rest, explained: explain() }
}
