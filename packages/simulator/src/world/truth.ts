import type { JsonObject } from './json.ts'
import { type EntityName, entityNames } from './kinds.ts'
import type { Entry, Store } from './store.ts'

/** An entity as a healthy API would answer it at that moment. */
export type Truth = {
  readonly entity: EntityName
  readonly id: string
  /** Null for customers. */
  readonly enterpriseId: string | null
  readonly state: JsonObject
}

/** Tells an entity as the API would, with whatever fields and values the faults add. */
export type ToState = (entity: EntityName, entry: Entry) => JsonObject

/** Every entity that the API can show, deleted ones too; not the messages of other integrations' threads. */
export function* tellAll(store: Store, toState: ToState): Generator<Truth> {
  for (const entity of entityNames) {
    for (const entry of store.all(entity)) {
      if (entry.isOurs) yield toTruth(entity, entry, toState)
    }
  }
}

/** The truth of one entity, or undefined when the API can never show it. */
export function tellOne(store: Store, entity: EntityName, id: string, toState: ToState): Truth | undefined {
  const entry = store.find(entity, id)
  return entry?.isOurs ? toTruth(entity, entry, toState) : undefined
}

function toTruth(entity: EntityName, entry: Entry, toState: ToState): Truth {
  return { entity, id: entry.id, enterpriseId: entry.enterpriseId, state: toState(entity, entry) }
}
