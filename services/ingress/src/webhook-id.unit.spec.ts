import { describe, expect, it } from 'vitest'
import { toWebhookId } from './webhook-id.ts'

const chance = new Uint8Array(10).fill(0xff)

describe('toWebhookId', () => {
  it('is the UUID of version 7 that RFC 9562 gives as an example', () => {
    const random = Buffer.from('7cc398c4dc0c0c07398f', 'hex')

    expect(toWebhookId(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  it('marks version and variant whatever the chance', () => {
    expect(toWebhookId(1, chance)).toBe('00000000-0001-7fff-bfff-ffffffffffff')
    expect(toWebhookId(1, new Uint8Array(10))).toBe('00000000-0001-7000-8000-000000000000')
  })

  it('sorts by time', () => {
    expect(toWebhookId(1_700_000_000_000, chance) < toWebhookId(1_700_000_000_001, new Uint8Array(10))).toBe(true)
  })
})
