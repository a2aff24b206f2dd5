/** The shortest rest, a second: Retry-After counts in them. */
const minRestMs = 1_000
/** The longest rest that is believed: an hour. A longer one would stop a token on a mistaken header. */
const maxRestMs = 3_600_000

/**
 * Reads a Retry-After header, as seconds or as an HTTP date (RFC 9110, 10.2.3; Mews does not say which it sends).
 *
 * @param sentAt - the Date header of the same answer, which a date is measured against: our clock may be ahead
 * @param now - wall clock in epoch milliseconds, for an answer without such a header
 * @returns milliseconds to rest, between a second and an hour; undefined when it says nothing, cannot be read, or means no
 * rest at all: then the caller's back-off must grow
 */
export function toRestMs(header: string | undefined, sentAt: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  const restMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : parseDate(text) - toTime(sentAt, now)
  return restMs > 0 ? Math.min(maxRestMs, Math.max(minRestMs, restMs)) : undefined
}

function toTime(sentAt: string | undefined, now: number): number {
  const time = parseDate(sentAt?.trim() ?? '')
  return Number.isNaN(time) ? now : time
}

/** Epoch milliseconds of a date, NaN where there is none. One that names no zone is of UTC, as asctime's (RFC 9110, 5.6.7). */
function parseDate(text: string): number {
  // Date.parse finds a date in almost any text with a number in it; only one with a time of day is meant as one.
  if (!/\d:\d\d:\d\d/.test(text)) return Number.NaN
  const hasZone = !/\d:\d\d:\d\d(\.\d+| \d{4})?$/.test(text)
  return Date.parse(hasZone ? text : `${text}Z`)
}
