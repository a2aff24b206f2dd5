import { type KafkaClient, readTopics } from '@bellhop/kafka'
import { findId, kindOf } from './bodies.ts'
import type { LoadResult } from './load.ts'

/** What stands on the topics of what was answered 204. */
export type IdCheck = {
  /** Events of bodies answered 204. */
  readonly acknowledged: number
  /** Of these, how many are on no topic. */
  readonly lost: number
  /** Copies beyond the first, of acknowledged events. */
  readonly repeated: number
  /** Events that stand before an earlier one of the same body in the same partition, first copies only. */
  readonly disordered: number
}

/** Reads the topics whole and checks each event of each run. */
export async function checkIds(
  kafka: KafkaClient,
  topics: readonly string[],
  runs: readonly LoadResult[],
  keepsAll: boolean,
): Promise<ReadonlyMap<LoadResult, IdCheck>> {
  const ledgers = new Map(runs.map((run) => [run.bodies.run, createLedger(run)]))
  await readTopics(kafka, topics, (records) => {
    for (const { topic, partition, value } of records) {
      const id = value ? findId(value) : undefined
      if (id) ledgers.get(id.run)?.found(id.body, id.index, `${topic}/${partition}`)
    }
  })
  return new Map([...ledgers.values()].map(({ run, check }) => [run, check(keepsAll)]))
}

function createLedger(run: LoadResult) {
  const { bodies, firstBody, statuses } = run
  const { eventsPerBody } = bodies
  const counts = new Uint16Array(statuses.length * eventsPerBody)
  const last = new Map<string, { body: number; index: number }>()
  let disordered = 0

  return {
    run,
    found: (body: number, index: number, place: string) => {
      const at = (body - firstBody) * eventsPerBody + index
      if (at < 0 || at >= counts.length) return
      counts[at] = (counts[at] ?? 0) + 1
      const before = last.get(place)
      if (counts[at] === 1 && before?.body === body && before.index > index) disordered += 1
      last.set(place, { body, index })
    },
    check: (keepsAll: boolean): IdCheck => {
      let acknowledged = 0
      let lost = 0
      let repeated = 0
      for (const [at, count] of counts.entries()) {
        const isAcknowledged = statuses[Math.floor(at / eventsPerBody)] === 204
        if (!isAcknowledged || (!keepsAll && kindOf(firstBody * eventsPerBody + at) !== 'good')) continue
        acknowledged += 1
        if (count === 0) lost += 1
        else repeated += count - 1
      }
      return { acknowledged, lost, repeated, disordered }
    },
  }
}
