/** The six entities that webhooks announce. */
export const entityNames = ['reservation', 'resource', 'message', 'resource-block', 'customer', 'payment'] as const

/** One of {@link entityNames}. */
export type EntityName = (typeof entityNames)[number]

/** What the world holds: the six entities, and the threads that messages stand in. */
export const kinds = ['message-thread', ...entityNames] as const

/** One of {@link kinds}. */
export type Kind = (typeof kinds)[number]

/** Gives each kind, or each entity, its own value. */
export function forEach<K extends string, V>(names: readonly K[], toValue: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, toValue(name)])) as Record<K, V>
}
