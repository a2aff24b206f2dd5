import { randomFillSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createToWebhookId } from './webhook-id.ts'

const filledWith = (byte: number) => createToWebhookId((bytes) => void bytes.fill(byte))

describe('createToWebhookId', () => {
  it('makes the UUID of version 7 that RFC 9562 gives as an example', () => {
    const toWebhookId = createToWebhookId((bytes) => void bytes.write('7cc398c4dc0c0c07398f', 'hex'))

    expect(toWebhookId(0x017f22e279b0)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })

  it('marks version and variant whatever the chance', () => {
    expect(filledWith(0xff)(1)).toBe('00000000-0001-7fff-bfff-ffffffffffff')
    expect(filledWith(0)(1)).toBe('00000000-0001-7000-8000-000000000000')
  })

  it('sorts by time', () => {
    expect(filledWith(0xff)(1_700_000_000_000) < filledWith(0)(1_700_000_000_001)).toBe(true)
  })

  it('makes no id twice, and asks for chance seldom', () => {
    let asked = 0
    const toWebhookId = createToWebhookId((bytes) => {
      asked += 1
      randomFillSync(bytes)
    })

    const ids = new Set(Array.from({ length: 2_000 }, () => toWebhookId(1)))

    expect(ids.size).toBe(2_000)
    expect(asked).toBe(4)
  })
})
