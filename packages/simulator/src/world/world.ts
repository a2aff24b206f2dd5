import type { EntityName, Kind } from './kinds.ts'
import type { Scene } from './makers/maker.ts'
import { createPlaces, type Enterprise, type PlaceCounts, type Places } from './places.ts'
import { createRandom, type Random } from './random.ts'
import { createStore, type Store } from './store.ts'

/** How a world is made. */
export type WorldSettings = PlaceCounts & {
  readonly seed: string | number
  /** How many of each entity an enterprise begins with. Customers belong to its chain. */
  readonly entitiesPerEnterprise: Readonly<Record<EntityName, number>>
  /** Whether a new message moves its thread's UpdatedUtc; Mews does not say. */
  readonly messagesTouchThreads: boolean
  /** The clock, in milliseconds since 1970. */
  readonly nowMs: () => number
}

/** Places and what is in them. */
export type World = {
  readonly settings: WorldSettings
  readonly places: Places
  readonly store: Store
  readonly random: Random
  readonly sceneOf: (enterprise: Enterprise) => Scene
}

/** A world with places and nothing in them. */
export function createEmptyWorld(settings: WorldSettings): World {
  const places = createPlaces(settings.seed, settings)
  const store = createStore()
  const random = createRandom(settings.seed, 'entities')
  const chains = new Map(places.chains.map((chain) => [chain.id, chain]))
  let lastSerial = 1000
  const serial = () => {
    lastSerial += 1
    return lastSerial
  }

  return {
    settings,
    places,
    store,
    random,
    sceneOf(enterprise) {
      const chain = chains.get(enterprise.chainId) ?? random.pick(places.chains)
      const some = (kind: Kind) => {
        const atHome = store.at(kind, toHome(kind, enterprise))
        return atHome.length > 0 ? random.pick(atHome).id : null
      }
      return { random, chain, enterprise, some, serial }
    },
  }
}

/** Where entities of that kind belong: a customer to the chain, everything else to the enterprise. */
export function toHome(kind: Kind, enterprise: Enterprise): string {
  return kind === 'customer' ? enterprise.chainId : enterprise.id
}
