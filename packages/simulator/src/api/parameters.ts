import { isJsonObject, type Json, toState } from '../world/json.ts'
import type { Entry } from '../world/store.ts'
import { parseUtc } from '../world/time.ts'
import { MAX_ITEMS, type Problem, readIds, readInterval, toListProblem, toUnknownWord } from './read-values.ts'

/** Whether an entity passes a filter. */
export type Keep = (entry: Entry) => boolean

/** A filter, or what is wrong with its value. */
type Reading = Keep | Problem

/** A request property beyond those that every operation has. */
export type Parameter = {
  /** Reads a value that is present and not null. */
  readonly read: (value: Json) => Reading
  /** The filter that stands when the property is absent or null. */
  readonly whenAbsent?: Keep
  readonly isRequired?: boolean
  /** Whether it satisfies "at least one filter". */
  readonly isFilter?: boolean
}

const keepAll: Keep = () => true

/** Entities whose field is one of the ids. */
export function ids(field: string, max = MAX_ITEMS): Parameter {
  return {
    isFilter: true,
    read(value) {
      const wanted = readIds(value, max)
      return 'problem' in wanted ? wanted : keepIn(field, new Set(wanted))
    },
  }
}

/** Entities whose field is one of the texts. */
export function texts(field: string, max = MAX_ITEMS): Parameter {
  return { isFilter: true, read: (value) => readWords(value, max, field, undefined) }
}

/** Entities whose field is one of the words, all of which must be known. */
export function words(field: string, known: readonly string[], whenAbsent: readonly string[] = []): Parameter {
  return {
    read: (value) => readWords(value, known.length, field, known),
    ...(whenAbsent.length > 0 ? { whenAbsent: keepIn(field, new Set(whenAbsent)) } : {}),
  }
}

/** Entities whose field is that one word. */
export function word(field: string, known: readonly string[]): Parameter {
  return {
    read: (value) =>
      typeof value === 'string' && known.includes(value)
        ? keepIn(field, new Set([value]))
        : { problem: `not one of ${known.join(', ')}` },
  }
}

/** `ActivityStates`: only active entities unless deleted ones are asked for. */
export const activityStates: Parameter = {
  read(value) {
    const problem = toListProblem(value, 2) ?? toUnknownWord(value, ['Active', 'Deleted'])
    if (problem !== undefined) return { problem }
    const wanted = value as readonly Json[]
    return ({ deletedMs }) => wanted.includes(deletedMs === null ? 'Active' : 'Deleted')
  },
  whenAbsent: ({ deletedMs }) => deletedMs === null,
}

/** `Extent`: the main flag must be true, and of the others only `Inactive`, where it exists, does anything here. */
export function extent(
  main: string,
  flags: { readonly inactive: boolean; readonly others: readonly string[] },
): Parameter {
  const known = [main, ...(flags.inactive ? ['Inactive'] : []), ...flags.others]
  return {
    isRequired: true,
    read(value) {
      if (!isJsonObject(value)) return { problem: 'not an object' }
      for (const [flag, isWanted] of Object.entries(value)) {
        if (!known.includes(flag)) return { problem: `unknown property ${flag}` }
        if (isWanted !== null && typeof isWanted !== 'boolean') return { problem: `${flag} is not a boolean` }
        if (isWanted === true && flags.others.includes(flag)) return { problem: `${flag} is not simulated` }
      }
      if (value[main] !== true) return { problem: `an extent without ${main} is not simulated` }
      return !flags.inactive || value['Inactive'] === true ? keepAll : ({ deletedMs }) => deletedMs === null
    },
  }
}

/** Entities with a moment in the interval. `momentOf` gives undefined where the entity has none. */
export function interval(months: number, momentOf: (entry: Entry) => number | null | undefined): Parameter {
  return {
    isFilter: true,
    read(value) {
      const window = readInterval(value, months)
      if ('problem' in window) return window
      const { startMs, endMs } = window
      return (entry) => {
        const ms = momentOf(entry)
        if (ms === undefined || ms === null) return false
        return startMs === endMs ? ms === startMs : ms >= startMs && ms < endMs
      }
    },
  }
}

/** Entities whose time, from one field to another, touches the interval. */
export function colliding(startField: string, endField: string): Parameter {
  return {
    isFilter: true,
    read(value) {
      const window = readInterval(value, 3)
      if ('problem' in window) return window
      return ({ json }) => {
        const state = toState(json)
        const startMs = parseUtc(state[startField]) ?? Number.POSITIVE_INFINITY
        const endMs = parseUtc(state[endField]) ?? Number.NEGATIVE_INFINITY
        return startMs < Math.max(window.endMs, window.startMs + 1) && endMs > window.startMs
      }
    },
  }
}

/** The moment in a field of the entity. */
export function at(field: string): (entry: Entry) => number | undefined {
  return ({ json }) => parseUtc(toState(json)[field])
}

/** A documented property that this simulator does nothing with, and therefore refuses. */
export function notSimulated(): Parameter {
  return { read: () => ({ problem: 'not simulated' }) }
}

function readWords(value: Json, max: number, field: string, known: readonly string[] | undefined): Reading {
  const problem = toListProblem(value, max) ?? toUnknownWord(value, known)
  return problem === undefined ? keepIn(field, new Set(value as readonly Json[])) : { problem }
}

function keepIn(field: string, wanted: ReadonlySet<Json>): Keep {
  return ({ json }) => wanted.has(toState(json)[field] ?? null)
}
