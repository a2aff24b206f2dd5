import { describe, expect, it } from 'vitest'
import { readTraceparent, toTraceparent } from './traceparent.ts'

const text = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

describe('a traceparent', () => {
  it('is read and written', () => {
    const place = readTraceparent(text)

    expect(place).toEqual({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: '00f067aa0ba902b7',
      isSampled: true,
    })
    expect(place && toTraceparent(place)).toBe(text)
  })

  it('says whether the trace is recorded', () => {
    expect(readTraceparent(text.replace(/01$/, '00'))?.isSampled).toBe(false)
    expect(readTraceparent(text.replace(/01$/, '03'))?.isSampled).toBe(true)
  })

  it('of a later version may say more', () => {
    expect(readTraceparent(`cc${text.slice(2)}-more`)?.spanId).toBe('00f067aa0ba902b7')
  })

  it.each([
    undefined,
    '',
    'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
    `${text}x`,
    `<script>${text}`,
  ])('is none where it is %s', (wrong) => {
    expect(readTraceparent(wrong)).toBeUndefined()
  })
})
