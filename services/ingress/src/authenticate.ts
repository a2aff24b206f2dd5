import { createHash, timingSafeEqual } from 'node:crypto'

/** Tells whether a token is one of ours; takes the same time whichever it is, and when there is none. */
export type IsKnownToken = (token: unknown) => boolean

/**
 * Makes the check of the `Token` in a webhook's address. Several tokens are valid at once, so that one can be replaced
 * without a gap. Every one is compared, digests only, whether or not an earlier one fits. Pure.
 */
export function createIsKnownToken(tokens: readonly string[]): IsKnownToken {
  const digests = tokens.map(toDigest)
  return (token) => {
    const digest = toDigest(typeof token === 'string' ? token : '')
    const fitting = digests.filter((known) => timingSafeEqual(known, digest)).length
    return fitting > 0 && typeof token === 'string'
  }
}

function toDigest(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest()
}
