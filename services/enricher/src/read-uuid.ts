const dash = 0x2d

/**
 * Reads a UUID in its one usual form, lower case with dashes, into four words; false for any other text.
 *
 * @param words - filled with the UUID; of other text with whatever was read
 */
export function readUuid(text: string, words: Uint32Array): boolean {
  if (text.length !== 36) return false
  let word = 0
  let digits = 0
  for (let at = 0; at < 36; at += 1) {
    const code = text.charCodeAt(at)
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== dash) return false
      continue
    }
    const digit = toDigit(code)
    if (digit < 0) return false
    word = (word << 4) | digit
    digits += 1
    if (digits % 8 === 0) words[digits / 8 - 1] = word
  }
  return true
}

/** The value of a hexadecimal digit, -1 for another character. */
function toDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0x61 && code <= 0x66 ? code - 0x61 + 10 : -1
}
