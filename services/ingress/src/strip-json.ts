import { isSecretField, redactJson } from '@bellhop/runtime'
import { endOfString, endOfValue, type Span, skipSpace } from './json-text.ts'

/**
 * Valid JSON without what may not be stored: members whose names are those of tokens, of guest data (`Entities`) and of
 * people (`Requestor`), at any depth, and secrets inside its strings. What stays, stays as it was written. Pure.
 */
export function stripJson(text: string): string {
  return redactJson(withoutMembers(text, isSecretField))
}

/** Valid JSON without the members that `isDropped` names, at any depth. Does not recurse. Pure. */
export function withoutMembers(text: string, isDropped: (name: string) => boolean): string {
  const kept: string[] = []
  let from = 0
  for (const { start, end } of findMembers(text, isDropped)) {
    kept.push(text.slice(from, start))
    from = end
  }
  kept.push(text.slice(from))
  return kept.join('')
}

/** An object or array that the walk is in. `comma` is where its last comma stood. */
type Frame = { readonly isObject: boolean; isAtName: boolean; hasKept: boolean; comma: number }

/** The outermost members of the given names, each with the one comma that goes with it. */
function findMembers(text: string, isDropped: (name: string) => boolean): Span[] {
  const found: Span[] = []
  const frames: Frame[] = []
  let position = 0
  while (position < text.length) {
    const character = text.charAt(position)
    const frame = frames.at(-1)
    if (character === '"') {
      const end = endOfString(text, position)
      const isName = frame?.isObject && frame.isAtName
      if (!isName) {
        position = end
        continue
      }
      if (isDropped(String(JSON.parse(text.slice(position, end))))) {
        const span = toCut(text, position, end, frame)
        found.push(span)
        position = span.end
      } else {
        frame.hasKept = true
        frame.isAtName = false
        position = end
      }
      continue
    }
    if (character === '{' || character === '[') {
      frames.push({ isObject: character === '{', isAtName: true, hasKept: false, comma: 0 })
    } else if (character === '}' || character === ']') {
      frames.pop()
    } else if (character === ',' && frame) {
      frame.comma = position
      frame.isAtName = true
    }
    position += 1
  }
  return found
}

/** From the comma before the member where something stands before it, else up to the name after its comma. */
function toCut(text: string, start: number, nameEnd: number, { hasKept, comma }: Frame): Span {
  const valueEnd = endOfValue(text, skipSpace(text, skipSpace(text, nameEnd) + 1))
  if (hasKept) return { start: comma, end: valueEnd }
  const next = skipSpace(text, valueEnd)
  return { start, end: text.charAt(next) === ',' ? skipSpace(text, next + 1) : valueEnd }
}
