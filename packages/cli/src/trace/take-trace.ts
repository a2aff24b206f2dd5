import {
  type Committed,
  fetchCommitted,
  type InputRecord,
  type KafkaClient,
  partitionOf,
  type TopicReader,
} from '@bellhop/kafka'
import { type EntityName, entities, type RecordName, type TopicNames, type TopicSpec } from '@bellhop/records'
import type { DecodeRecord, Fields } from '../decode-record.ts'
import { readMerged } from '../read-merged.ts'
import type { Entry, Trace } from './entry.ts'
import { findExpired } from './find-expired.ts'
import { toConclusion } from './to-conclusion.ts'
import { type Found, toDeadEntry, toEventEntry, toRecordEntry, toWaitEntry } from './to-entry.ts'

/** What a trace is taken of. */
export type TraceSources = {
  readonly kafka: KafkaClient
  readonly reader: TopicReader
  readonly decode: DecodeRecord
  readonly names: TopicNames
  /** Every topic as it is wanted: how long it is kept. */
  readonly specs: readonly TopicSpec[]
  readonly groupId: string
  readonly stopping: AbortSignal
  readonly progress: (text: string) => void
}

/**
 * Reads all that stands in the topics of an entity: its partition of each entity topic whole, the others since a moment.
 *
 * Every event and dead letter of that time is looked at, most of them only for whether the id is in their bytes.
 *
 * @param since - epoch milliseconds
 */
export async function takeTrace(sources: TraceSources, entityId: string, since: number): Promise<Trace> {
  const { kafka, names, groupId, reader } = sources
  const at = Date.now()
  const committed = await fetchCommitted(kafka, groupId, [...names.events, ...names.retries])
  const ofLetters = [names.deadLetterEvents, names.deadLetterWebhooks]
  const lookedAt = [...names.events, names.unrecognised, ...names.retries, ...ofLetters]
  const expired = []
  for (const spec of sources.specs.filter(({ topic }) => lookedAt.includes(topic))) {
    expired.push(...(await findExpired(reader, spec, since, at)))
  }

  const entries: Entry[] = []
  const look = async (topic: string, recordName: RecordName, toEntry: (found: Found) => Entry) => {
    for await (const found of findNaming(sources, topic, recordName, entityId, since, committed))
      entries.push(toEntry(found))
  }
  for (const topic of names.events) await look(topic, 'thin-event', toEventEntry)
  await look(names.unrecognised, 'thin-event', (found) => toEventEntry(found, false))
  for (const topic of names.retries) await look(topic, 'waiting-event', toWaitEntry)
  for (const topic of ofLetters) await look(topic, 'dead-letter', toDeadEntry)
  for (const { entity } of Object.values(entities)) entries.push(...(await findRecords(sources, entity, entityId)))

  const inOrder = entries.sort((a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind))
  return { entityId, since, at, entries: inOrder, expired, conclusion: toConclusion(entityId, since, inOrder, at) }
}

/** What comes first of what happened in one millisecond. */
const order: ReadonlyArray<Entry['kind']> = ['event', 'wait', 'record', 'dead-letter', 'tombstone']

/** Records of a topic that name the entity in one of their fields. */
async function* findNaming(
  { reader, decode, stopping, progress }: TraceSources,
  topic: string,
  recordName: RecordName,
  entityId: string,
  since: number,
  committed: readonly Committed[],
): AsyncGenerator<Found> {
  const wanted = entityId.toLowerCase()
  const spellings = [...new Set([entityId, wanted, entityId.toUpperCase()])].map((text) => Buffer.from(text))
  let looked = 0
  for await (const record of readMerged(reader, await reader.bounds(topic, since), stopping)) {
    looked += 1
    if (looked % 1_000 === 1) progress(`${topic}: ${looked} records looked at`)
    if (!spellings.some((spelling) => record.value?.includes(spelling) === true)) continue
    const { value } = await decode(recordName, record)
    if (value === null || !isOf(value, wanted)) continue
    const { partition, offset, timestamp } = record
    const row = committed.find((one) => one.topic === topic && one.partition === partition)
    // Nobody reads what is not recognised: it stays where it is.
    const isConsumed = row !== undefined && offset < (row.offset ?? 0)
    yield { place: { topic, partition, offset }, timestamp, value, isConsumed }
  }
}

/** Whether an event is of the entity; of a dead letter that is no event, whether it stands in what was sent. */
function isOf(value: Fields, wanted: string): boolean {
  const { entity_id: id, original } = value
  if (typeof id === 'string') return id.toLowerCase() === wanted
  return Buffer.isBuffer(original) && original.toString('utf8').toLowerCase().includes(wanted)
}

/** Every record of the entity that is left on an entity topic, each with what it changed. */
async function findRecords(
  { reader, decode, names, stopping, progress }: TraceSources,
  entity: EntityName,
  entityId: string,
): Promise<readonly Entry[]> {
  const topic = names.entity(entity)
  progress(`looking for it in ${topic}`)
  const all = await reader.bounds(topic)
  const keys = [...new Set([entityId, entityId.toLowerCase()])]
  const itsOwn = all.filter(({ partition }) => keys.some((key) => partitionOf(key, all.length) === partition))
  const entries: Entry[] = []
  let before: Fields | undefined
  for await (const record of readMerged(reader, itsOwn, stopping)) {
    if (!isKeyed(record, keys)) continue
    const { value, problem } = await decode(entity, record)
    if (problem !== undefined) continue
    const { partition, offset, timestamp } = record
    entries.push(
      toRecordEntry(entity, { place: { topic, partition, offset }, timestamp, value, isConsumed: true }, before),
    )
    before = value ?? undefined
  }
  return entries
}

function isKeyed({ key }: InputRecord, keys: readonly string[]): boolean {
  return key !== null && keys.includes(key)
}
