import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactJson, redactText } from './redact-text.ts'

const MIB = 1024 * 1024

describe('redactText', () => {
  it.each([
    ["{ AccessToken: 'hush-4711' }", "{ AccessToken: '[redacted]' }"],
    ['{"tokens":["hush"]}', '{"tokens":"[redacted]"}'],
    ['{"tokens": ["hush", {"a":["hush}]"]}], "x": 1}', '{"tokens": "[redacted]", "x": 1}'],
    ["{ tokens: [ 'hush', \"hu'sh\" ], x: 1 }", '{ tokens: [redacted], x: 1 }'],
    ['Authorization: Token hush', 'Authorization: [redacted]'],
    ['Authorization: Token hush\r\nHost: x', 'Authorization: [redacted]\r\nHost: x'],
    ['cookie: session=hush; b=hush', 'cookie: [redacted]'],
    [String.raw`{"AccessToken":"ab\"hush"}`, '{"AccessToken":"[redacted]"}'],
    [String.raw`{"AccessToken":"hush\\","x":"y"}`, '{"AccessToken":"[redacted]","x":"y"}'],
    ["{ password: 'ab\"hush' }", "{ password: '[redacted]' }"],
    ['{"AccessToken":"cut short hu', '{"AccessToken":"[redacted]'],
    ['htps://user:p@hush4711@host', 'htps://[redacted]@host'],
    ['http://h/?Token=hush&x=1#y', 'http://h/?Token=[redacted]&x=1#y'],
    ['http%3A%2F%2Fh%3FToken%3Dhush', 'http%3A%2F%2Fh%3FToken%3D[redacted]'],
    ['x-bearer: Bearer hush4711hush', 'x-bearer: Bearer [redacted]'],
  ])('takes the secret out of %s', (text, redacted) => {
    expect(redactText(text)).toBe(redacted)
    expect(redactText(redacted)).toBe(redacted)
  })

  it.each([
    'credentials[0].accessToken: expected required property',
    '{"token":null,"tokens":3,"apiKey":"","tokenise":"x","x":"token"}',
    'mail ada@example.com, see https://example.com/@ada',
  ])('leaves what is no secret as it was: %s', (text) => {
    expect(redactText(text)).toBe(text)
  })
})

describe('redactJson', () => {
  it.each(['hush', 'hu"sh', 'hu\\sh', 'hush\\', '\\"hush'])('hides %j at each level of JSON in JSON', (secret) => {
    const texts = [JSON.stringify({ AccessToken: secret, x: 1 })]
    for (const text of [...texts, ...texts]) texts.push(JSON.stringify({ text: texts.at(-1) ?? text, y: 2 }))

    for (const text of texts) {
      const redacted = redactJson(text)

      expect(redacted).not.toMatch(/hu|sh/)
      expect(Object.keys(JSON.parse(redacted))).toEqual(Object.keys(JSON.parse(text)))
    }
  })

  it('leaves JSON that is still JSON, with the same members, whatever texts stand in it', () => {
    const scrap = fc.constantFrom(
      ...['token', 'Token=', "apiKey: '", 'tokens: [', '{', ']', '}', '"', "'", '\\', ':', ' ', ',', 'x', '://', '@'],
      ...['Authorization: ', 'cookie=', 'bearer ', '\n', '"token":"', '{"tokens":["'],
    )
    const text = fc.array(scrap, { maxLength: 12 }).map((scraps) => scraps.join(''))
    const nested = text.map((inner) => JSON.stringify({ inner, token: [inner] }))

    fc.assert(
      fc.property(fc.array(fc.oneof(text, nested), { maxLength: 5 }), (texts) => {
        const json = JSON.stringify({ texts, first: { token: texts }, last: texts.join(' ') })

        const redacted = JSON.parse(redactJson(json))

        expect(Object.keys(redacted)).toEqual(['texts', 'first', 'last'])
        expect(redacted.texts).toHaveLength(texts.length)
        expect(redacted.first).toEqual({ token: '[redacted]' })
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a text of 1 MiB', () => {
  const odd = [
    ...['a-', '\\', 'QUJDREVGR0hJSktMTU5PUA-_', '"', "'", 'token', 'token:"', 'token\\', 'token: '],
    ...['token:[', String.raw`\"token\":["`, "token:'\\", 'token="', '[', '://', '://@', '@'],
    ...['bearer ', 'authorization:', ' ', '%3d', 'token%3d', 'password=', '{"token":{'],
  ]

  // A scan that starts again at each place takes minutes here, not milliseconds.
  it.each(odd)(
    'made of %j is redacted at once',
    (piece) => {
      const text = piece.repeat(Math.ceil(MIB / piece.length))
      const startedAt = performance.now()

      for (const whole of [text, `"token":"${text}`, `token: ['${text}`, `://${text}`]) {
        redactText(whole)
        redactJson(whole)
      }

      expect(performance.now() - startedAt).toBeLessThan(20_000)
    },
    60_000,
  )
})
