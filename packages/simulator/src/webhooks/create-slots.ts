/** Lets so many run at once; the rest wait their turn, first come first served. */
export type Slots = { readonly run: <T>(work: () => Promise<T>) => Promise<T> }

/** @param size - at least 1. */
export function createSlots(size: number): Slots {
  const waiting: Array<() => void> = []
  let taken = 0

  return {
    async run(work) {
      if (taken < size) taken += 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        // The place goes to the next in line; only when nobody waits is it free.
        const next = waiting.shift()
        if (next) next()
        else taken -= 1
      }
    },
  }
}
