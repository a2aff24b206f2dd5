import type { EntityName } from '@bellhop/records'
import { createPackedStates, type PackedStates } from './packed-states.ts'
import type { PublishedState } from './published-state.ts'

/** What was last published of each entity of a task, as far as it is committed. */
export type States = {
  readonly get: (entity: EntityName, id: string) => PublishedState | undefined
  readonly set: (entity: EntityName, id: string, state: PublishedState) => void
  readonly forget: (entity: EntityName, id: string) => void
  /** How many are held. */
  readonly size: () => number
}

/** What is shown of what a task remembers, and whether it is whole yet. */
export type Memory = { readonly states: Pick<States, 'size'>; isRestored: boolean }

/** Creates the states of a task of which nothing is known yet. */
export function createStates(): States {
  const byEntity = new Map<EntityName, PackedStates>()
  const of = (entity: EntityName) => {
    const states = byEntity.get(entity) ?? createPackedStates()
    byEntity.set(entity, states)
    return states
  }
  return {
    get: (entity, id) => byEntity.get(entity)?.get(id),
    set: (entity, id, state) => of(entity).set(id, state),
    forget: (entity, id) => byEntity.get(entity)?.forget(id),
    size: () => [...byEntity.values()].reduce((sum, states) => sum + states.size(), 0),
  }
}
