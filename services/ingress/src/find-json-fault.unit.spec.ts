import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonFault } from './find-json-fault.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('findJsonFault', () => {
  it.each([
    ['', 0],
    ['  ', 2],
    ['<html>', 0],
    ['{"a":', 5],
    ['{"a":1 "b":2}', 7],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['"open', 5],
    ['"bad \\x"', 5],
    ['"line\nend"', 5],
    ['[tru]', 1],
    ['[01]', 1],
    ['{} {}', 3],
    ['[1}', 2],
    ['{"a":}', 5],
  ])('finds where %j stops being JSON', (text, place) => {
    expect(findJsonFault(text)).toBe(place)
  })

  it('agrees with JSON.parse on what is JSON', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', ']', '}', '"', ':', '\\', '1', '-', ' ', '\n', 'e'))
      .map(([text, at, inserted]) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + inserted + text.slice(place + 1)
      })
    fc.assert(
      fc.property(fc.oneof(broken, fc.json(), fc.string()), (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text))
      }),
      { numRuns: 3_000 },
    )
  })

  it('bears nesting of any depth', () => {
    expect(findJsonFault('['.repeat(500_000))).toBe(500_000)
  })
})
