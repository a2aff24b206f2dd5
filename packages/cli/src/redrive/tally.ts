/** Records that cannot be written once more, for one reason. */
export type Refused = { readonly why: string; readonly count: number; readonly examples: readonly string[] }

/** What a pass over the sources came to. */
export type Tally = {
  /** Records that were looked at, and those of them that are meant. */
  readonly read: number
  readonly chosen: number
  /** Those that were written once more before this run. */
  readonly already: number
  /** Those that were written in this run, or would be, and the events they became, by the topic they went to. */
  readonly records: number
  readonly events: number
  readonly byTopic: Readonly<Record<string, number>>
  readonly refused: readonly Refused[]
}

/** Counts while a pass goes on. */
export type Tallying = {
  readonly looked: () => void
  readonly chose: () => void
  readonly foundDone: () => void
  readonly refused: (why: string, id: string) => void
  readonly wrote: (records: number, topics: readonly string[]) => void
  readonly tally: () => Tally
}

/** Records that are named for each reason. */
const maxExamples = 20

/** Begins to count. */
export function createTallying(): Tallying {
  let [read, chosen, already, records, events] = [0, 0, 0, 0, 0]
  const byTopic = new Map<string, number>()
  const refused = new Map<string, { count: number; examples: string[] }>()
  return {
    looked: () => void read++,
    chose: () => void chosen++,
    foundDone: () => void already++,
    refused: (why, id) => {
      const found = refused.get(why) ?? { count: 0, examples: [] }
      refused.set(why, found)
      found.count += 1
      if (found.examples.length < maxExamples) found.examples.push(id)
    },
    wrote: (more, topics) => {
      records += more
      events += topics.length
      for (const topic of topics) byTopic.set(topic, (byTopic.get(topic) ?? 0) + 1)
    },
    tally: () => ({
      read,
      chosen,
      already,
      records,
      events,
      byTopic: Object.fromEntries([...byTopic].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      refused: [...refused].map(([why, { count, examples }]) => ({ why, count, examples: [...examples] })),
    }),
  }
}

/** How many records were refused. */
export function countRefused({ refused }: Tally): number {
  return refused.reduce((sum, { count }) => sum + count, 0)
}
