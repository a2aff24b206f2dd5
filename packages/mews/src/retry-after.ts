/** The longest rest that is believed: an hour. A longer one would stop a token on a mistaken header. */
const maxRestMs = 3_600_000

/**
 * Reads a Retry-After header, as seconds or as an HTTP date (RFC 9110, 10.2.3; Mews does not say which it sends).
 *
 * @param now - wall clock in epoch milliseconds, since a date is compared with it
 * @returns milliseconds to rest, between 0 and an hour; undefined when absent or not to be read
 */
export function toRestMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  // Date.parse finds a date in almost any text with a number in it; only one with a time of day is meant as one.
  const parseDate = () => (/\d:\d\d:\d\d/.test(text) ? Date.parse(text) - now : Number.NaN)
  const restMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseDate()
  return Number.isFinite(restMs) ? Math.min(maxRestMs, Math.max(0, restMs)) : undefined
}
