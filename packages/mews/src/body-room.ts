/** The room that the bodies of all calls have together. */
export type BodyRoom = { readonly enter: () => BodyPlace }

/** What one call holds of it. */
export type BodyPlace = {
  /**
   * Takes room for bytes that have come; resolves when more may be read.
   *
   * @throws the signal's reason once it aborts, while there is no room
   */
  readonly take: (bytes: number, signal: AbortSignal) => Promise<void>
  /** Gives back all that was taken. */
  readonly leave: () => void
}

/**
 * Creates room for so many bytes. Once it is full only the body that came first is read on, and the others are left on the
 * wire: whoever is first ends, at its own bound or deadline at the latest, so nobody waits for ever.
 *
 * What is held is therefore this much, one body at its longest, and what each of the others was brought last.
 */
export function createBodyRoom(maxBytes: number): BodyRoom {
  /** Bytes of each body, the first one first. */
  const held = new Map<BodyPlace, number>()
  let total = 0
  let waiting: Array<() => void> = []

  return {
    enter: () => {
      const place: BodyPlace = {
        take: async (bytes, signal) => {
          held.set(place, (held.get(place) ?? 0) + bytes)
          total += bytes
          while (total > maxBytes && !isFirst(place)) await change(signal)
        },
        leave: () => {
          total -= held.get(place) ?? 0
          held.delete(place)
          for (const wake of waiting.splice(0)) wake()
        },
      }
      return place
    },
  }

  function isFirst(place: BodyPlace): boolean {
    const [first] = held.keys()
    return first === place
  }

  function change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        signal.removeEventListener('abort', settle)
        waiting = waiting.filter((wake) => wake !== settle)
        if (signal.aborted) reject(signal.reason)
        else resolve()
      }
      if (signal.aborted) return settle()
      waiting.push(settle)
      signal.addEventListener('abort', settle)
    })
  }
}
