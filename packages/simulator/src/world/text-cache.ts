/** Where a text stands in the cache. Not valid once the cache has begun anew. */
export type TextPlace = {
  readonly slab: Buffer
  readonly start: number
  readonly end: number
  readonly round: number
}

/**
 * Keeps texts as bytes in a few large blocks.
 *
 * A buffer for each of 120,000 entities would keep the garbage collector busier than the API.
 */
export type TextCache = {
  /** Whether what stands there is still the text. */
  readonly isValid: (place: TextPlace) => boolean
  /** Writes a text, and says where it stands. When all is full, the cache begins anew and forgets every other text. */
  readonly write: (text: string) => TextPlace
}

const SLAB_BYTES = 4 * 1024 * 1024

/** UTF-8 needs at most three bytes for a code unit. */
const MAX_BYTES_PER_UNIT = 3

/** @param maxBytes - the most that is kept, in bytes; one block at least. */
export function createTextCache(maxBytes: number): TextCache {
  const slabs: Buffer[] = []
  const maxSlabs = Math.max(1, Math.floor(maxBytes / SLAB_BYTES))
  let current = -1
  let used = 0
  let round = 0

  function nextSlab(): Buffer {
    current += 1
    used = 0
    if (current === maxSlabs) {
      current = 0
      round += 1
    }
    const slab = slabs[current] ?? Buffer.allocUnsafeSlow(SLAB_BYTES)
    slabs[current] = slab
    return slab
  }

  return {
    isValid: (place) => place.round === round,
    write(text) {
      const most = text.length * MAX_BYTES_PER_UNIT
      if (most > SLAB_BYTES) {
        const own = Buffer.from(text)
        return { slab: own, start: 0, end: own.length, round }
      }
      const there = slabs[current]
      const slab = there && used + most <= SLAB_BYTES ? there : nextSlab()
      const start = used
      used += slab.write(text, start)
      return { slab, start, end: used, round }
    },
  }
}
