/**
 * Finds values inside the text of valid JSON, so that they can be kept verbatim: parsing and writing again would alter
 * long numbers and overflow the stack on deep nesting. No function here recurses; each is linear in what it passes.
 */

/** Where a value begins and ends (exclusive) in a text. */
export type Span = { readonly start: number; readonly end: number }

const SPACE = /[ \t\n\r]/
const DELIMITER = /[ \t\n\r,:\]}]/

/** Position of the first character at or after `at` that is not white space. */
export function skipSpace(text: string, at: number): number {
  let position = at
  while (position < text.length && SPACE.test(text.charAt(position))) position += 1
  return position
}

/** Position after the string that begins (with its quote) at `start`. */
export function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1)
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1)
  return quote === -1 ? text.length : quote + 1
}

/** Position after the value that begins at `start`. */
export function endOfValue(text: string, start: number): number {
  let depth = 0
  let position = start
  while (position < text.length) {
    const character = text.charAt(position)
    if (character === '{' || character === '[') depth += 1
    if (character === '}' || character === ']') depth -= 1

    if (character === '"') position = endOfString(text, position)
    else if (depth === 0 && !DELIMITER.test(character) && !isBracket(character)) position = endOfScalar(text, position)
    else position += 1
    if (depth === 0) return position
  }
  return position
}

/** The values of the object that begins at `start`, by name; of a name that stands twice the last, as in JSON.parse. */
export function membersOf(text: string, start: number): ReadonlyMap<string, Span> {
  const members = new Map<string, Span>()
  let position = skipSpace(text, start + 1)
  while (text.charAt(position) === '"') {
    const nameEnd = endOfString(text, position)
    const name = String(JSON.parse(text.slice(position, nameEnd)))
    const value = spanAt(text, skipSpace(text, skipSpace(text, nameEnd) + 1))
    members.set(name, value)
    position = skipSpace(text, skipSpace(text, value.end) + 1)
  }
  return members
}

/** The items of the array that begins at `start`. */
export function itemsOf(text: string, start: number): Span[] {
  const items: Span[] = []
  let position = skipSpace(text, start + 1)
  while (position < text.length && text.charAt(position) !== ']') {
    const item = spanAt(text, position)
    items.push(item)
    position = skipSpace(text, item.end)
    if (text.charAt(position) === ',') position = skipSpace(text, position + 1)
  }
  return items
}

/** The text of a span. */
export function sliceOf(text: string, { start, end }: Span): string {
  return text.slice(start, end)
}

function spanAt(text: string, start: number): Span {
  return { start, end: endOfValue(text, start) }
}

function endOfScalar(text: string, start: number): number {
  let position = start
  while (position < text.length && !DELIMITER.test(text.charAt(position))) position += 1
  return position
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote
  while (text.charAt(first - 1) === '\\') first -= 1
  return (quote - first) % 2 === 1
}

function isBracket(character: string): boolean {
  return character === '{' || character === '['
}
