const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):(\d{2}))?$/
const DAY_MS = 86_400_000
/** 9999-12-31, in days since 1970-01-01: the last day that has a year of four digits. */
const LAST_DAY = 2_932_896
/** 0001-01-01, in days since 1970-01-01. */
const FIRST_DAY = -719_162

/**
 * An ISO 8601 time as milliseconds since 1970, or undefined for what is none (no such day, no such hour).
 *
 * Years 0001 to 9999. Digits beyond the millisecond are cut off, not rounded, so that a time never moves forward. A
 * time without a zone is taken as UTC, because all times of Mews are (its names say so: `CreatedUtc`).
 */
export function toTimestampMillis(iso: string): number | undefined {
  return toWholeSecond(iso) ?? toAnyTime(iso)
}

/**
 * A time as Mews writes nearly all of them, `2026-08-10T11:59:58Z`, without the regular expression, which takes five
 * times as long; undefined for any other and for what is none.
 */
function toWholeSecond(iso: string): number | undefined {
  if (iso.length !== 20 || iso[4] !== '-' || iso[7] !== '-' || iso[10] !== 'T') return undefined
  if (iso[13] !== ':' || iso[16] !== ':' || iso[19] !== 'Z') return undefined
  const [year, month, day] = [toNumber(iso, 0, 4), toNumber(iso, 5, 7), toNumber(iso, 8, 10)]
  const [hour, minute, second] = [toNumber(iso, 11, 13), toNumber(iso, 14, 16), toNumber(iso, 17, 19)]
  // What is no digit makes all of it NaN, and no comparison with that is true.
  const epochDay = toDayOf(year, month, day)
  if (epochDay === undefined || !(hour <= 23 && minute <= 59 && second <= 59)) return undefined
  return epochDay * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000
}

/** The digits from one place to before another as a number; NaN where one is none. */
function toNumber(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

function toAnyTime(iso: string): number | undefined {
  const match = TIMESTAMP.exec(iso)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second = '0', fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = match

  const epochDay = toDayOf(Number(year), Number(month), Number(day))
  if (epochDay === undefined) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return undefined

  const zoneMinutes = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1)
  const seconds = (Number(hour) * 60 + Number(minute) - zoneMinutes) * 60 + Number(second)
  return epochDay * DAY_MS + seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** The same text if it is a day of the calendar as `YYYY-MM-DD`, years 0001 to 9999, else undefined. */
export function toDate(iso: string): string | undefined {
  return toEpochDay(iso) === undefined ? undefined : iso
}

/** Days from 1970-01-01 to `YYYY-MM-DD`, negative before it; undefined for what is no day of the calendar. */
export function toEpochDay(iso: string): number | undefined {
  const match = DATE.exec(iso)
  return match ? toDayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

/** `YYYY-MM-DD` of a count of days since 1970-01-01; undefined outside the years 0001 to 9999. */
export function fromEpochDay(epochDay: number): string | undefined {
  if (!Number.isInteger(epochDay) || epochDay < FIRST_DAY || epochDay > LAST_DAY) return undefined
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10)
}

function toDayOf(year: number, month: number, day: number): number | undefined {
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined
  // Date.UTC takes the years 0 to 99 for 1900 to 1999. Four hundred years are always 146,097 days.
  return Date.UTC(year + 400, month - 1, day) / DAY_MS - 146_097
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
