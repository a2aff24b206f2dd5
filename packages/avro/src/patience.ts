import { createBoundedCache } from './bounded-cache.ts'

/** Remembers since when each of many things is missed, to be patient for a while and no longer. */
export type Patience<K> = {
  /** Whether a thing that is missed now may still be waited for. The first word about it begins its while. */
  readonly isLeft: (key: K) => boolean
  /** The thing was found: should it be missed again, its while begins anew. */
  readonly renew: (key: K) => void
}

/**
 * Makes the patience for things that may appear late.
 *
 * @param limitMs - from the first time that a thing is missed, however often it is asked for.
 * @param most - things to remember, at least 1.
 * @param now - milliseconds of a clock that never goes back.
 */
export function createPatience<K>(limitMs: number, most: number, now: () => number): Patience<K> {
  const missedSince = createBoundedCache<K, number>(most)
  return {
    isLeft(key) {
      const since = missedSince.get(key) ?? now()
      missedSince.set(key, since)
      return now() - since < limitMs
    },
    renew: missedSince.delete,
  }
}
