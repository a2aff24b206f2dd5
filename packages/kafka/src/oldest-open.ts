import type { InputRecord } from './record.ts'

/** Remembers, by topic, what was taken and is not committed yet: the oldest record that is still open. */
export type OldestOpen = {
  /** Told of each take, in its order. */
  readonly took: (records: readonly InputRecord[]) => void
  /** Told of each commit: all records of the topic below `offset` have ended. */
  readonly committed: (topic: string, offset: number) => void
  /** Epoch milliseconds of the oldest record of the topic that was taken and has not ended; undefined where there is none. */
  readonly of: (topic: string) => number | undefined
}

/** Creates the memory of a task that has taken nothing yet. It keeps one place for each take and topic, no record. */
export function createOldestOpen(): OldestOpen {
  const open = new Map<string, Array<{ readonly offset: number; readonly timestamp: number }>>()
  return {
    took: (records) => {
      let last: string | undefined
      for (const { topic, offset, timestamp } of records) {
        if (topic === last) continue
        last = topic
        const places = open.get(topic)
        if (places === undefined) open.set(topic, [{ offset, timestamp }])
        else places.push({ offset, timestamp })
      }
    },
    committed: (topic, offset) => {
      const places = open.get(topic)
      while (places?.[0] !== undefined && places[0].offset < offset) places.shift()
    },
    of: (topic) => open.get(topic)?.[0]?.timestamp,
  }
}
