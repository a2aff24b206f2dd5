import { isJsonObject, type Json } from '../world/json.ts'
import { addMonths, parseUtc } from '../world/time.ts'

/** What is wrong with a value. */
export type Problem = { readonly problem: string }

/** The longest list of ids or texts that most parameters take. */
export const MAX_ITEMS = 1_000

const uuidText = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether the value is the text of a UUID, in either case. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuidText.test(value)
}

/** Reads a list of different UUIDs, 1 to `max` of them, into lower case. */
export function readIds(value: Json, max = MAX_ITEMS): readonly string[] | Problem {
  const problem = toListProblem(value, max)
  if (problem !== undefined) return { problem }
  const ids = new Set<string>()
  for (const id of value as readonly Json[]) {
    if (!isUuid(id)) return { problem: `not a UUID: ${JSON.stringify(id)}` }
    ids.add(id.toLowerCase())
  }
  // Stricter than Mews, as far as anyone knows: an id asked for twice is a call made in vain.
  if (ids.size < (value as readonly Json[]).length) return { problem: 'an id stands in it twice' }
  return [...ids]
}

/** Reads `{ StartUtc, EndUtc }`: both needed, in order, and no further apart than the months. */
export function readInterval(
  value: Json,
  months: number,
): { readonly startMs: number; readonly endMs: number } | Problem {
  if (!isJsonObject(value)) return { problem: 'not an object' }
  const unknown = Object.keys(value).find((name) => name !== 'StartUtc' && name !== 'EndUtc')
  if (unknown !== undefined) return { problem: `unknown property ${unknown}` }
  const startMs = parseUtc(value['StartUtc'])
  const endMs = parseUtc(value['EndUtc'])
  if (startMs === undefined || endMs === undefined) {
    return { problem: 'StartUtc and EndUtc must be ISO 8601 in UTC, such as 2026-01-31T08:00:00Z' }
  }
  if (endMs < startMs) return { problem: 'EndUtc is before StartUtc' }
  if (endMs > addMonths(startMs, months)) return { problem: `longer than ${months} months` }
  return { startMs, endMs }
}

/** What in a list is not text, or not one of the known words; undefined when nothing is. */
export function toUnknownWord(value: Json, known: readonly string[] | undefined): string | undefined {
  for (const item of value as readonly Json[]) {
    if (typeof item !== 'string') return 'not all of it is text'
    if (known && !known.includes(item)) return `not one of ${known.join(', ')}: ${JSON.stringify(item)}`
  }
  return undefined
}

/** Why a value is not a list of 1 to `max` items; undefined when it is. */
export function toListProblem(value: Json, max: number): string | undefined {
  if (!Array.isArray(value)) return 'not an array'
  if (value.length === 0) return 'empty'
  return value.length > max ? `more than ${max} items` : undefined
}
