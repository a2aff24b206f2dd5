import { skipSpace } from './json-text.ts'

const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,\]}]|$)/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y

/** What may come next. `…-or-end` is right after an opening bracket. */
type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'comma-or-end'

/**
 * Where a text stops being JSON, in characters from 0; undefined for JSON. A number or word that is none is told by where
 * it begins, a text that ends too early by its length. Does not recurse. Pure.
 *
 * JSON.parse itself tells the place in words only, for some faults, and quotes the text around it.
 */
export function findJsonFault(text: string): number | undefined {
  const closers: Array<'}' | ']'> = []
  let expected: Expected = 'value'
  let position = skipSpace(text, 0)
  while (closers.length > 0 || expected !== 'comma-or-end') {
    const character = text.charAt(position)
    const closer = closers.at(-1)
    if (character === closer && expected !== 'value' && expected !== 'name') {
      closers.pop()
      expected = 'comma-or-end'
      position += 1
    } else if (expected === 'comma-or-end') {
      if (character !== ',') return position
      expected = closer === '}' ? 'name' : 'value'
      position += 1
    } else if (expected === 'name' || expected === 'name-or-end') {
      const name = readString(text, position)
      const colon = skipSpace(text, name.end)
      if (!name.isGood || text.charAt(colon) !== ':') return name.isGood ? colon : name.end
      expected = 'value'
      position = colon + 1
    } else if (character === '{' || character === '[') {
      closers.push(character === '{' ? '}' : ']')
      expected = character === '{' ? 'name-or-end' : 'value-or-end'
      position += 1
    } else {
      const value = character === '"' ? readString(text, position) : readScalar(text, position)
      if (!value.isGood) return value.end
      expected = 'comma-or-end'
      position = value.end
    }
    position = skipSpace(text, position)
  }
  return position < text.length ? position : undefined
}

/** Where a token ends, or where it stops being one. */
type Token = { readonly isGood: boolean; readonly end: number }

function readScalar(text: string, start: number): Token {
  SCALAR.lastIndex = start
  return SCALAR.test(text) ? { isGood: true, end: SCALAR.lastIndex } : { isGood: false, end: start }
}

function readString(text: string, start: number): Token {
  if (text.charAt(start) !== '"') return { isGood: false, end: start }
  let position = start + 1
  while (position < text.length && text.charAt(position) !== '"') {
    if (text.charAt(position) < ' ') return { isGood: false, end: position }
    if (text.charAt(position) === '\\') {
      ESCAPE.lastIndex = position
      if (!ESCAPE.test(text)) return { isGood: false, end: position }
      position = ESCAPE.lastIndex
    } else position += 1
  }
  return { isGood: position < text.length, end: Math.min(position + 1, text.length) }
}
