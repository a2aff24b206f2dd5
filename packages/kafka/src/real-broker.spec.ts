import { randomUUID } from 'node:crypto'
import type { Kafka } from 'kafkajs'
import { createKafka } from './connect.ts'
import { ensureTopics } from './ensure-topics.ts'
import { openFencedProducer } from './fenced-producer.ts'
import { createIdempotentProducer } from './idempotent-producer.ts'
import type { Log } from './log.ts'
import type { CountPartitions } from './place.ts'
import { createProducerCluster } from './producer-cluster.ts'
import { openPublisher, type PublisherOptions } from './publisher.ts'
import { readTopics } from './read-topic.ts'
import type { InputRecord } from './record.ts'

// What the integration specs share. They run against one broker, each with topics and groups of its own.

/** A name that no other test has. */
export function uniqueName(what: string): string {
  return `${what}-${randomUUID().slice(0, 8)}`
}

/** A line that our code or kafkajs wrote. */
export type Line = { readonly level: string; readonly fields: object; readonly message: string }

/** A log that keeps what is worth a look. */
export function createLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = []
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message })
  return { debug: () => undefined, info: at('info'), warn: at('warn'), error: at('error'), lines }
}

/** A client of the broker that the tests were given. */
export function createClient(log: Log, onFatal: (error: unknown) => void = () => undefined): Kafka {
  const brokers = process.env['BELLHOP_TEST_BROKERS']
  if (brokers === undefined) throw new Error('BELLHOP_TEST_BROKERS is not set: run with --project int')
  return createKafka({ clientId: 'bellhop-test', brokers: brokers.split(',') }, log, onFatal)
}

/** Opens a publisher of its own connections to the broker that the tests were given. */
export function openTestPublisher(kafka: Kafka, log: Log, options: PublisherOptions, topics: readonly string[]) {
  const brokers = (process.env['BELLHOP_TEST_BROKERS'] ?? '').split(',')
  const cluster = createProducerCluster(kafka, { clientId: 'bellhop-test', brokers }, topics)
  return openPublisher(createIdempotentProducer(cluster, log), options)
}

/** Creates topics, all with the same partitions. */
export function createTopics(
  kafka: Kafka,
  topics: readonly string[],
  partitions: number,
  config: Readonly<Record<string, string>> = {},
): Promise<CountPartitions> {
  return ensureTopics(
    kafka,
    topics.map((topic) => ({ topic, partitions, replication: 1, config })),
    createLog(),
  )
}

/** All committed records of topics. */
export async function readAll(kafka: Kafka, topics: readonly string[]): Promise<InputRecord[]> {
  const all: InputRecord[] = []
  await readTopics(kafka, topics, (records) => all.push(...records))
  return all
}

/** Resolves once a condition holds; rejects when it has not after a generous while. */
export async function until(what: string, holds: () => boolean, deadlineMs = 45_000): Promise<void> {
  const deadline = performance.now() + deadlineMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Resolves once what was committed under a transactional id can be read: a commit resolves a moment before that. */
export async function settle(kafka: Kafka, transactionalId: string): Promise<void> {
  const options = { transactionalId, groupId: transactionalId, partition: 0, transactionTimeoutMs: 30_000 }
  await (await openFencedProducer(kafka, options)).close()
}

/** The text of a record's value. */
export function textOf({ value }: InputRecord): string {
  return value?.toString() ?? ''
}
