import { fetchCommitted, fetchEnds, readTopics } from '@bellhop/kafka'
import { addSums, fromNote } from '@bellhop/records'
import type { Bellhop } from './open-bellhop.ts'
import { waitUntil } from './wait-until.ts'

/** What one needs to see whether all is consumed. */
export type Drainable = Pick<Bellhop, 'kafka' | 'groupId' | 'topics' | 'isSpoolEmpty'>

/**
 * Waits until the ingress has brought every webhook of its spool to the topics, and the enricher has consumed every event
 * there and every record that waits.
 *
 * @param deadlineMs - records of the 10m topic need ten minutes
 * @throws DeadlineError when something is left then; the reason of `stopping` once it aborts
 */
export async function drain(bellhop: Drainable, deadlineMs: number, stopping?: AbortSignal): Promise<void> {
  await waitUntil('every event has been consumed', () => isDrained(bellhop), deadlineMs, 500, stopping)
}

/** Markers that may stand at the end of an event topic: what an operator had written once more was a transaction. */
const mostMarkers = 4

async function isDrained({ kafka, groupId, topics, isSpoolEmpty }: Drainable): Promise<boolean> {
  // Looked at first: what leaves the spool stands on a topic by then.
  if (!(await isSpoolEmpty())) return false
  const ends = await fetchEnds(kafka, topics.events)
  const committed = await fetchCommitted(kafka, groupId, [...topics.events, ...topics.retries])
  const offsets = new Map(committed.map(({ topic, partition, offset }) => [`${topic}/${partition}`, offset ?? 0]))
  const behind = [...ends].filter(([place, end]) => (offsets.get(place) ?? 0) < end)
  if (behind.some(([place, end]) => end - (offsets.get(place) ?? 0) > mostMarkers)) return false
  if (behind.length > 0 && (await holdsRecords(kafka, behind, offsets))) return false

  // The ends of retry topics are markers of transactions, so there the sums tell.
  const { waiting } = addSums(committed.map(({ note }) => fromNote(note)))
  const retries = committed.filter(({ topic }) => topics.retries.includes(topic))
  return addSums(retries.map(({ note }) => fromNote(note))).consumed === waiting
}

/** Whether records, not markers alone, stand behind what is committed. */
async function holdsRecords(
  kafka: Bellhop['kafka'],
  behind: ReadonlyArray<readonly [string, number]>,
  offsets: ReadonlyMap<string, number>,
): Promise<boolean> {
  const places = new Set(behind.map(([place]) => place))
  let isFound = false
  const topics = [...new Set([...places].map((place) => place.slice(0, place.lastIndexOf('/'))))]
  await readTopics(kafka, topics, (records) => {
    isFound ||= records.some(({ topic, partition, offset }) => {
      const place = `${topic}/${partition}`
      return places.has(place) && offset >= (offsets.get(place) ?? 0)
    })
  })
  return isFound
}
