/**
 * A text in quotes: which quote, and how deep in JSON inside JSON it stands, told by the backslashes that each of its two
 * quotes needs there: 0, 1, 3, 7 ….
 */
export type QuotedText = { readonly quote: string; readonly slashes: number }

/** A run of backslashes and the quote after it, or a bracket. Begins at a run's begin only, so that no run is read twice. */
const QUOTE = /(?<!\\)(\\*)(["'])/g
const QUOTE_OR_BRACKET = /(?<!\\)(\\*)(["'])|[[\]{}]/g

/** The backslashes of a run that make the quote after it what it is; those before them are text: 0, 1, 3, 7 …. */
export function slashesOf(run: string): number {
  const next = run.length + 1
  return (next & -next) - 1
}

/**
 * Position of the quote (its backslashes included) that closes the quoted text whose content begins at `start`; of the
 * text's end where nothing closes it. A double quote with fewer backslashes than `lowest` ends the text around, and so
 * this one.
 */
export function endOfQuoted(text: string, start: number, { quote, slashes }: QuotedText, lowest: number): number {
  QUOTE.lastIndex = start
  for (let found = QUOTE.exec(text); found; found = QUOTE.exec(text)) {
    const [, run = '', mark = ''] = found
    const own = slashesOf(run)
    const isEnd = (mark === quote && own === slashes) || (mark === '"' && own < lowest)
    if (isEnd) return found.index + run.length - own
  }
  return text.length
}

/**
 * Position after the bracket that closes the one at `start`, brackets in quotes aside; of the text's end where nothing
 * closes it. A double quote with fewer backslashes than `lowest` ends the text around, and so the brackets.
 */
export function endOfBrackets(text: string, start: number, lowest: number): number {
  let depth = 0
  QUOTE_OR_BRACKET.lastIndex = start
  for (let found = QUOTE_OR_BRACKET.exec(text); found; found = QUOTE_OR_BRACKET.exec(text)) {
    const [whole, run = '', mark = ''] = found
    const slashes = slashesOf(run)
    if (mark === '"' && slashes < lowest) return found.index + run.length - slashes
    if (mark !== '') {
      const end = endOfQuoted(text, found.index + whole.length, { quote: mark, slashes }, lowest)
      const closing = `${'\\'.repeat(slashes)}${mark}`
      if (!text.startsWith(closing, end)) return end
      QUOTE_OR_BRACKET.lastIndex = end + closing.length
    } else {
      depth += whole === '[' || whole === '{' ? 1 : -1
      if (depth === 0) return found.index + 1
    }
  }
  return text.length
}
