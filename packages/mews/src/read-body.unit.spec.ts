import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readBody } from './read-body.ts'

const bodyOf = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))

describe('readBody', () => {
  it('joins the chunks, so that a cut character survives', async () => {
    const bytes = Buffer.from('Grüezi')
    const body = Readable.from([bytes.subarray(0, 3), bytes.subarray(3)])

    expect(String(await readBody(body, 100))).toBe('Grüezi')
  })

  it('reads a body of exactly the bound', async () => {
    expect(String(await readBody(bodyOf('12345', '67890'), 10))).toBe('1234567890')
  })

  it('gives up one byte beyond the bound and lets go of the rest', async () => {
    const body = bodyOf('12345', '678901', 'never read')

    const text = await readBody(body, 10)

    expect(text).toBeUndefined()
    expect(body.destroyed).toBe(true)
  })
})
