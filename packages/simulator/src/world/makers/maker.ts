import type { JsonObject } from '../json.ts'
import type { Kind } from '../kinds.ts'
import type { Chain, Enterprise } from '../places.ts'
import type { Random } from '../random.ts'

/** Where and by whose dice an entity is made or changed. */
export type Scene = {
  readonly random: Random
  readonly chain: Chain
  readonly enterprise: Enterprise
  /** The id of some entity of that kind at this place, or null where there is none. */
  readonly some: (kind: Kind) => string | null
  /** A number that was not given before. */
  readonly serial: () => number
}

/** When an entity was made and last changed, as milliseconds and as Mews's text. */
export type Times = {
  readonly createdMs: number
  readonly createdUtc: string
  readonly updatedMs: number
  readonly updatedUtc: string
}

/** How entities of one kind come to be, change, and go. */
export type Maker = {
  /** All fields of a new entity. */
  readonly make: (scene: Scene, id: string, times: Times) => JsonObject
  /** The fields that an ordinary change alters, at least one; null where Mews has no change. UpdatedUtc is not among them. */
  readonly update: ((scene: Scene, state: JsonObject, updatedUtc: string) => JsonObject) | null
  /** The fields that a deletion alters; null where Mews has no deletion. */
  readonly remove: ((scene: Scene, state: JsonObject, updatedUtc: string) => JsonObject) | null
}
