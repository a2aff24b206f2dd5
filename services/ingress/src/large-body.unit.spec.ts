import { topicNames } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { toDrafts } from './to-drafts.ts'

const LIMIT = 1024 * 1024 - 200
const topics = topicNames('mews')
const receipt = { webhookId: 'webhook', receivedAt: 0 }
const filled = (piece: string) => piece.repeat(Math.floor(LIMIT / piece.length))
const quoted = (piece: string) => JSON.stringify(filled(piece).slice(0, LIMIT / 2))
const listed = (piece: string) => `[${filled(`${piece},`).slice(0, -1)}]`
const withEvents = (events: string) => `{"EnterpriseId":"e","IntegrationId":"i","Events":${events}}`

const texts = ['a-', '\\', '"', 'token: [', '{"token":["', '1']

describe('a body of 1 MiB', () => {
  // A step that starts again at each place takes minutes here, not milliseconds.
  it.each([
    ...texts.flatMap((piece) => [
      [`bad events with a text of ${piece}`, withEvents(`[{"Odd":${quoted(piece)}}]`)],
      [`no webhook, with a name of ${piece}`, `{${quoted(piece)}:1}`],
      [`an unknown event with a text of ${piece}`, withEvents(`[{"Discriminator":"X","Value":${quoted(piece)}}]`)],
      [`broken JSON of ${piece}`, `{"a":"${filled(piece)}`],
      [`nothing but ${piece}`, filled(piece)],
    ]),
    ['a list of brackets', listed('[]')],
    ['very many bad events', withEvents(listed('1'))],
    ['very many events without a Value', withEvents(listed('{"Discriminator":"CustomerAdded"}'))],
    ['very many unknown events', withEvents(listed('{"Discriminator":"X","Value":{}}'))],
    ['very many secret members', `{${filled('"Token":1,')}"a":1}`],
    ['deep arrays', filled('[').slice(LIMIT / 2) + filled(']').slice(LIMIT / 2)],
    ['deep arrays that never close', filled('[')],
    ['deep objects', `${filled('{"a":').slice(LIMIT / 2)}`],
    ['deep secret objects', `${'{"Token":'.repeat(90_000)}1${'}'.repeat(90_000)}`],
    ['deep bad events', withEvents(`${'['.repeat(400_000)}${']'.repeat(400_000)}`)],
    ['a number that never ends', `[${filled('1')}x]`],
    ['a fraction that never ends', `[1.${filled('1')}x]`],
    ['white space', `{${filled(' ')}}`],
  ])(
    'is sorted at once: %s',
    (_what, body) => {
      const startedAt = performance.now()

      const { drafts } = toDrafts(Buffer.from(body), receipt, () => ({ lane: 'l', partition: 0 }), topics)

      expect(drafts.length).toBeGreaterThan(0)
      expect(performance.now() - startedAt).toBeLessThan(20_000)
    },
    60_000,
  )
})
