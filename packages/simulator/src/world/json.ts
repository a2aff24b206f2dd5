/** A JSON value that nobody changes in place. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject

/** A JSON object that nobody changes in place: a change makes a new one, so what was read stays as it was. */
export type JsonObject = { readonly [field: string]: Json }

/** Reads the JSON of an entity that was written here. */
export function toState(json: string): JsonObject {
  const state: JsonObject = JSON.parse(json)
  return state
}

/** Whether the value is a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
