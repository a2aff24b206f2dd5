/** A second, an hour and a day in milliseconds. */
export const SECOND = 1_000
const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const dayTexts = new Map<number, string>()
const timeTexts: string[] = []

/** Mews's text of a moment: whole seconds as in all its examples, and a fraction only where there is one. */
export function toUtc(ms: number): string {
  if (ms % SECOND !== 0) return new Date(ms).toISOString()
  const day = Math.floor(ms / DAY)
  const second = (ms - day * DAY) / SECOND
  return toDayText(day) + toTimeText(second)
}

/** `2026-01-31T`, kept: a world has millions of moments on few days. */
function toDayText(day: number): string {
  const known = dayTexts.get(day)
  if (known !== undefined) return known
  const text = new Date(day * DAY).toISOString().slice(0, 11)
  dayTexts.set(day, text)
  return text
}

/** `14:00:00Z`, kept. */
function toTimeText(second: number): string {
  timeTexts[second] ??= `${new Date(second * SECOND).toISOString().slice(11, 19)}Z`
  return timeTexts[second]
}

/** A date without time, `YYYY-MM-DD`. */
export function toDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}

/** The moment that many calendar months later; the last day of a month where that day does not exist. */
export function addMonths(ms: number, months: number): number {
  const from = new Date(ms)
  const target = new Date(ms)
  target.setUTCDate(1)
  target.setUTCMonth(from.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay))
  return target.getTime()
}

const utcText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/

/** The moment of an ISO 8601 text in UTC, or undefined when it is not one. A thirteenth month is not one. */
export function parseUtc(text: unknown): number | undefined {
  if (typeof text !== 'string' || !utcText.test(text)) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) return undefined
  return new Date(ms).toISOString().slice(0, 19) === text.slice(0, 19) ? ms : undefined
}
