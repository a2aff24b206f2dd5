import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfValue, itemsOf, membersOf, skipSpace, sliceOf } from './json-text.ts'
import { withoutMembers } from './strip-json.ts'

/** JSON with white space in it, as a sender may write it. */
const jsonText = fc
  .jsonValue()
  .chain((value) => fc.constantFrom(0, 1, '\t').map((space) => JSON.stringify(value, null, space)))

describe('membersOf and itemsOf', () => {
  it('find what JSON.parse finds, verbatim', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()), (object, array) => {
        const text = JSON.stringify(object, null, 1)
        const listText = ` ${JSON.stringify(array)}`

        const members = [...membersOf(text, 0)].map(([name, span]) => [name, JSON.parse(sliceOf(text, span))])
        const items = itemsOf(listText, 1).map((span) => JSON.parse(sliceOf(listText, span)))

        expect(Object.fromEntries(members)).toEqual(JSON.parse(text))
        expect(items).toEqual(JSON.parse(listText))
      }),
    )
  })

  it('take the last of two members with one name, as JSON.parse does', () => {
    const text = '{"a":1,"\\u0061":[2]}'

    const span = membersOf(text, 0).get('a')

    expect(span && sliceOf(text, span)).toBe('[2]')
  })

  it('keep numbers as they were written', () => {
    const text = '[12345678901234567890, 1.10 ,-0]'

    expect(itemsOf(text, 0).map((span) => sliceOf(text, span))).toEqual(['12345678901234567890', '1.10', '-0'])
  })
})

describe('endOfValue', () => {
  it('finds the end of any value', () => {
    fc.assert(
      fc.property(jsonText, fc.constantFrom('', ',', ' ,', ']', '}', '\n'), (text, after) => {
        expect(endOfValue(`${text}${after}`, 0)).toBe(text.length)
      }),
    )
  })

  it('bears nesting of any depth', () => {
    const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`

    expect(endOfValue(`${deep},`, 0)).toBe(deep.length)
  })

  it('skips strings full of brackets, quotes and backslashes', () => {
    const text = String.raw`  {"a\"}":"\\","b":"]}\\\""} `

    expect(endOfValue(text, skipSpace(text, 0))).toBe(text.length - 1)
  })
})

describe('withoutMembers', () => {
  it('leaves everything as it was when nothing is dropped', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(withoutMembers(text, () => false)).toBe(text)
      }),
    )
  })

  it('drops what is named, at any depth, and stays the same JSON otherwise', () => {
    const name = fc.constantFrom('keep', 'drop', 'also')
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, fc.integer(), fc.array(tie('tree')), fc.dictionary(name, tie('tree'))),
    }))
    fc.assert(
      fc.property(tree, (value) => {
        const expected = JSON.stringify(value, (key, inner) => (key === 'drop' ? undefined : inner))

        expect(JSON.parse(withoutMembers(JSON.stringify(value, null, 1), (key) => key === 'drop'))).toEqual(
          JSON.parse(expected),
        )
      }),
    )
  })

  it('bears nesting of any depth', () => {
    const deep = `${'{"a":'.repeat(100_000)}{"drop":1}${'}'.repeat(100_000)}`

    expect(withoutMembers(deep, (name) => name === 'drop')).toBe(deep.replace('"drop":1', ''))
  })
})
