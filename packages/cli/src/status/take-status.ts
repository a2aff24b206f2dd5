import { type Audited, checkAccounting, readLedger } from '@bellhop/audit'
import type { Registry } from '@bellhop/avro'
import { fetchCommitted, type InputRecord, type KafkaClient, type TopicReader } from '@bellhop/kafka'
import type { TopicNames } from '@bellhop/records'
import type { Services } from '../ask-services.ts'
import { createDecodeRecord, type DecodeRecord } from '../decode-record.ts'
import { countDeadLetters } from './count-dead-letters.ts'
import { findProblems } from './find-problems.ts'
import { measureLag } from './measure-lag.ts'
import { readBudgets, readParked, readSpool, readUnknownEnterprises } from './read-service.ts'
import type { Status } from './status.ts'
import { sumEnds } from './sum-ends.ts'
import { sumWaiting, type Waiter } from './sum-waiting.ts'
import { toWord } from './to-word.ts'

/** What a status is taken of. */
export type StatusSources = {
  readonly kafka: KafkaClient
  readonly reader: TopicReader
  readonly registry: Registry
  readonly names: TopicNames
  readonly groupId: string
  readonly services: Services
  /** Dead letters are counted from here on, epoch milliseconds. */
  readonly since: number
  /** Whether all topics are read and compared with the sums. */
  readonly isAudited: boolean
  readonly stopping: AbortSignal
  readonly progress: (text: string) => void
}

/** Looks at topics, offsets and both services, and says how it is. */
export async function takeStatus(sources: StatusSources): Promise<Status> {
  const { kafka, reader, names, groupId, since, stopping, progress } = sources
  const decode = createDecodeRecord(sources.registry)
  const at = Date.now()

  const topics = [...names.events, ...names.retries]
  const committed = await fetchCommitted(kafka, groupId, topics)
  const measured = []
  for (const topic of topics) {
    progress(`looking at ${topic}`)
    measured.push(await measureLag(reader, topic, committed))
  }
  const retries = measured.filter(({ lag }) => names.retries.includes(lag.topic))
  const waiters = await decodeWaiters(
    decode,
    retries.flatMap(({ unread }) => unread),
  )

  const deadLetters = []
  for (const topic of [names.deadLetterEvents, names.deadLetterWebhooks]) {
    progress(`counting ${topic}`)
    deadLetters.push(...(await countDeadLetters(reader, decode, topic, since, stopping)))
  }
  const { ingress, enricher } = sources.services
  const ends = sumEnds(committed)
  if (sources.isAudited) progress('reading all topics')
  const audited = sources.isAudited ? await audit(sources) : undefined
  const status = {
    at,
    groupId,
    lag: measured.map(({ lag }) => lag),
    waiting: sumWaiting(
      retries.map(({ lag }) => lag),
      waiters,
    ),
    accounting: {
      sums: ends.sums,
      problems: audited?.problems ?? ends.problems,
      incomparable: audited?.incomparable ?? [],
      isAudited: audited !== undefined,
    },
    deadLettersSince: since,
    deadLetters,
    ingress: ingress.map(toWord),
    enricher: enricher.map(toWord),
    budgets: readBudgets(enricher),
    parked: readParked(enricher),
    unknownEnterprises: readUnknownEnterprises(enricher),
    spool: readSpool(ingress) ?? null,
  }
  return { ...status, problems: findProblems(status) }
}

/**
 * Compares the topics with the sums. What is found while events flow is looked for again: the end of a transaction comes to
 * one topic a moment later than to another.
 */
async function audit({ kafka, registry, names, groupId }: StatusSources): Promise<Audited> {
  const ledger = await readLedger(kafka, registry, names, groupId)
  const audited = checkAccounting(ledger)
  if (!ledger.isFlowing || audited.problems.length === 0) return audited
  return checkAccounting(await readLedger(kafka, registry, names, groupId))
}

async function decodeWaiters(decode: DecodeRecord, records: readonly InputRecord[]): Promise<readonly Waiter[]> {
  const waiters: Waiter[] = []
  for (const record of records) {
    const { value } = await decode('waiting-event', record)
    if (value !== null) {
      waiters.push({ received_at: Number(value['received_at']), last_reason: String(value['last_reason']) })
    }
  }
  return waiters
}
