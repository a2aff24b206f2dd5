import { topicNames } from '@bellhop/records'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeEntry, encodeEntry } from './encode-entry.ts'
import { toDrafts } from './to-drafts.ts'

const draftsOf = (body: Buffer) =>
  toDrafts(body, { webhookId: 'w', receivedAt: 1 }, (lane) => ({ lane, partition: 3 }), topicNames('mews')).drafts

describe('encodeEntry', () => {
  it('gives back the drafts of any webhook', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
      fc
        .array(fc.oneof(fc.jsonValue(), fc.constant({ Discriminator: 'CustomerAdded', Value: { Id: 'c' } })))
        .map((events) => Buffer.from(JSON.stringify({ EnterpriseId: 'e', IntegrationId: 'i', Events: events }))),
    )
    fc.assert(
      fc.property(body, (bytes) => {
        const drafts = draftsOf(bytes)

        expect(decodeEntry(encodeEntry(drafts))).toEqual(drafts)
      }),
    )
  })

  it('keeps the bytes of a dead letter as bytes', () => {
    const [draft] = decodeEntry(encodeEntry(draftsOf(Buffer.from('{"Hello":1}'))))

    expect(draft?.recordName === 'dead-letter' && draft.value.original).toEqual(Buffer.from('{"Hello":1}'))
  })
})
