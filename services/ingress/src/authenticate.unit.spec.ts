import { describe, expect, it } from 'vitest'
import { createFindToken, MAX_TOKEN_LENGTH } from './authenticate.ts'

describe('createFindToken', () => {
  const longest = 'x'.repeat(MAX_TOKEN_LENGTH)
  const findToken = createFindToken(['old-token', 'new-token', longest])

  it('tells which token it is, since several are valid at once', () => {
    expect(['old-token', 'new-token', longest].map(findToken)).toEqual([0, 1, 2])
  })

  it.each([
    undefined,
    '',
    'old-toke',
    'old-token ',
    'old-token\0',
    'OLD-TOKEN',
    `${longest}x`,
    'é'.repeat(10_000),
    `${'x'.repeat(MAX_TOKEN_LENGTH - 1)}é`,
    'é'.repeat(MAX_TOKEN_LENGTH),
    ['old-token'],
    { token: 1 },
  ])('does not let in %j', (token) => {
    expect(findToken(token)).toBeUndefined()
  })

  it('does not let in an absent token, whatever the tokens are', () => {
    expect(createFindToken([''])(undefined)).toBeUndefined()
  })
})
