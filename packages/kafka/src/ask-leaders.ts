import type { EncodedBatch, PartitionAnswer } from './produce-request.ts'

/** Who leads which partition, and how a leader is asked. */
export type Leaders = {
  /** Which broker leads a partition, as far as is known; undefined where that is not known. */
  readonly leaderOf: (topic: string, partition: number) => number | undefined
  /** Asks a broker to store batches; rejects where it gets no answer. */
  readonly produce: (leader: number, batches: readonly EncodedBatch[]) => Promise<readonly PartitionAnswer[]>
}

/**
 * Asks the leaders of these batches to store them, all leaders at once, and gives their answers by {@link placeOf}. There
 * is none of a partition whose leader is not known or does not answer.
 *
 * @param batches - one a partition at most
 * @param onSilence - told why a leader did not answer
 */
export async function askLeaders(
  { leaderOf, produce }: Leaders,
  batches: readonly EncodedBatch[],
  onSilence: (error: Error) => void,
): Promise<ReadonlyMap<string, PartitionAnswer>> {
  const byLeader = new Map<number, EncodedBatch[]>()
  for (const batch of batches) {
    const leader = leaderOf(batch.topic, batch.partition)
    if (leader === undefined) continue
    const given = byLeader.get(leader)
    if (given) given.push(batch)
    else byLeader.set(leader, [batch])
  }
  const answers = new Map<string, PartitionAnswer>()
  await Promise.all(
    [...byLeader].map(async ([leader, given]) => {
      try {
        for (const answer of await produce(leader, given)) answers.set(placeOf(answer), answer)
      } catch (error) {
        onSilence(error instanceof Error ? error : new Error(String(error)))
      }
    }),
  )
  return answers
}

/** A partition's name: `topic/partition`. */
export function placeOf({ topic, partition }: { readonly topic: string; readonly partition: number }): string {
  return `${topic}/${partition}`
}
