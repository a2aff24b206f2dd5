/** The fetches of a task that are under way; one may outlast the turn in which it began. */
export type UnderWay = {
  readonly add: (fetch: Promise<void>) => void
  /** Resolves when one of them ends. */
  readonly next: () => Promise<void>
  /** Rejects with what one of them threw: a fault of ours, since what Mews and the network do are values. */
  readonly check: () => Promise<void>
}

/** Creates the memory of a task that fetches nothing yet. */
export function createUnderWay(): UnderWay {
  const fetches = new Set<Promise<void>>()
  const failed: Promise<void>[] = []
  return {
    add: (fetch) => {
      const settled = fetch.then(
        () => void fetches.delete(settled),
        () => {
          failed.push(fetch)
          fetches.delete(settled)
        },
      )
      fetches.add(settled)
    },
    next: () => Promise.race(fetches),
    check: async () => {
      await Promise.all(failed)
    },
  }
}
