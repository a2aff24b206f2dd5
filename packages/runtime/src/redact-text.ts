import { endOfBrackets, endOfQuoted, slashesOf } from './end-of-value.ts'

const REDACTED = '[redacted]'

/** The end of a secret's name, the quote that closes it, and what stands between name and value. */
const NAME = /(tokens?|password|passphrase|secret|api[-_]?key|authorization|cookie)(\\*)(["']?)\s*(:|=|%3d)(\s*)/gi
const OPENING_QUOTE = /(\\*)(["'])/y
const OPENING_BRACKET = /[[{]/y
const REST_OF_LINE = /[^\r\n"'\\]+/y
const WORD = /[^&\s"'\\;#]+/y

/** What is a secret without a name before it: bearer tokens, and what stands before the last `@` of an address. */
const nameless: readonly RegExp[] = [/(\bbearer\s+)[\w.~+/=-]{8,}/gi, /(:\/\/)[^\s/"'\\]+(?=@)/g]

/** A value from `start` to `end` (exclusive), and what stands there instead. */
type Cut = { readonly start: number; readonly end: number; readonly instead: string }

/**
 * Takes secrets out of text that was not written by us: `Token=` and its like in URLs, values of such names in JSON and
 * in printed objects, credentials before the `@` of an address, `Authorization` and bearer tokens. Rather takes too
 * much than too little. Linear in the text, whatever stands in it.
 */
export function redactText(text: string): string {
  return redactAll(text, false)
}

/** As {@link redactText}, for text that is JSON as a whole, a line of the log say: it stays JSON. */
export function redactJson(json: string): string {
  return redactAll(json, true)
}

function redactAll(text: string, isJson: boolean): string {
  return nameless.reduce((kept, secret) => kept.replace(secret, `$1${REDACTED}`), redactNamed(text, isJson))
}

function redactNamed(text: string, isJson: boolean): string {
  const name = new RegExp(NAME)
  const kept: string[] = []
  let from = 0
  for (let found = name.exec(text); found; found = name.exec(text)) {
    const cut = toCut(text, found, name.lastIndex, isJson)
    if (!cut) continue
    kept.push(text.slice(from, cut.start), cut.instead)
    from = cut.end
    name.lastIndex = cut.end
  }
  kept.push(text.slice(from))
  return kept.join('')
}

/** The value after a name, `at` being where it would begin. */
function toCut(text: string, found: RegExpExecArray, at: number, isJson: boolean): Cut | undefined {
  const [, word = '', run = '', quote = '', sign = '', space = ''] = found
  const keySlashes = slashesOf(run)
  const isMember = quote === '"' && keySlashes === 0
  // In JSON, a quote that is not escaped belongs to the line itself: only its own members may reach over one.
  const lowest = isJson && !isMember ? 1 : 0

  const [opening = '', inner = '', mark = ''] = matchAt(OPENING_QUOTE, text, at) ?? []
  const slashes = slashesOf(inner)
  if (mark === '"' && slashes < lowest) return undefined
  if (mark !== '') {
    const start = at + opening.length
    const end = endOfQuoted(text, start, { quote: mark, slashes }, mark === '"' ? slashes : lowest)
    return end === start ? undefined : { start, end, instead: REDACTED }
  }
  if (matchAt(OPENING_BRACKET, text, at)) {
    const end = endOfBrackets(text, at, quote === '"' ? Math.max(keySlashes, lowest) : lowest)
    const around = quote === '' ? '' : `${'\\'.repeat(keySlashes)}${quote}`
    return { start: at, end, instead: `${around}${REDACTED}${around}` }
  }
  return toBareCut(text, at, { word, quote, sign, space })
}

type Bare = { readonly word: string; readonly quote: string; readonly sign: string; readonly space: string }

/** A value without quotes: right after `=`, or the rest of a header's line. After any other `name:` comes prose. */
function toBareCut(text: string, at: number, { word, quote, sign, space }: Bare): Cut | undefined {
  if (quote !== '') return undefined
  const isHeader = /^(?:authorization|cookie)$/i.test(word)
  if (!isHeader && (sign === ':' || space !== '')) return undefined
  const [value] = matchAt(isHeader ? REST_OF_LINE : WORD, text, at) ?? []
  return value === undefined ? undefined : { start: at, end: at + value.length, instead: REDACTED }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
