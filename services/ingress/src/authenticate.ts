import { timingSafeEqual } from 'node:crypto'

/**
 * Tells which of the valid tokens this is, by its position from 0, or undefined. Takes the same time whichever it is, and
 * when there is none.
 */
export type FindToken = (token: unknown) => number | undefined

/** Longest token, in characters; a longer one is none of ours. */
export const MAX_TOKEN_LENGTH = 256

/** A token, as a pattern without its ends: what an address changes on the way is not in it. */
export const TOKEN_PATTERN = `[A-Za-z0-9._~-]{1,${MAX_TOKEN_LENGTH}}`

/** Our tokens are ASCII. What is not cannot fill like one: the bytes of such a character stand in no ASCII text. */
const BYTES = 4 + MAX_TOKEN_LENGTH

/**
 * Makes the check of the `Token` in a webhook's address. Several tokens are valid at once, so that one can be replaced
 * without a gap. Every one is compared in the same length, whether or not an earlier one fits. Pure.
 */
export function createFindToken(tokens: readonly string[]): FindToken {
  const known = tokens.map((token) => fillWith(Buffer.alloc(BYTES), token))
  const given = Buffer.alloc(BYTES)
  return (token) => {
    const isText = typeof token === 'string' && token.length <= MAX_TOKEN_LENGTH
    fillWith(given, isText ? token : '')
    let found: number | undefined
    known.forEach((bytes, position) => {
      if (timingSafeEqual(bytes, given)) found = position
    })
    return isText ? found : undefined
  }
}

/** Length and text, then zeros. */
function fillWith(bytes: Buffer, token: string): Buffer {
  bytes.fill(0)
  bytes.writeUInt32BE(token.length, 0)
  bytes.write(token, 4, 'utf8')
  return bytes
}
