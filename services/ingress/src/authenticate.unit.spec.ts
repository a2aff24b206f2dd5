import { describe, expect, it } from 'vitest'
import { createIsKnownToken } from './authenticate.ts'

describe('createIsKnownToken', () => {
  const isKnownToken = createIsKnownToken(['old-token', 'new-token'])

  it.each(['old-token', 'new-token'])('lets in %s, since several are valid at once', (token) => {
    expect(isKnownToken(token)).toBe(true)
  })

  it.each([undefined, '', 'old-toke', 'old-token ', 'OLD-TOKEN', ['old-token'], { token: 1 }])(
    'does not let in %j',
    (token) => {
      expect(isKnownToken(token)).toBe(false)
    },
  )

  it('does not let in an absent token, whatever the tokens are', () => {
    expect(createIsKnownToken([''])(undefined)).toBe(false)
  })
})
