import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCodec, createDeserializer, createSerializer, ensureSubject, openRegistry } from '@bellhop/avro'
import { createKafka, ensureTopics, fetchSpans, type InputRecord, openWriter, readTopics, silent } from '@bellhop/kafka'
import {
  type DeadLetter,
  type Redrive,
  schemas,
  type ThinEvent,
  type TopicNames,
  topicNames,
  topicSpecs,
} from '@bellhop/records'
import type { Opened } from '@bellhop/runtime'

/** Topics of its own on the broker of the tests, with nothing but what is written to them. */
export type Stage = {
  readonly topics: TopicNames
  /** The environment of a command that works on them. */
  readonly env: Readonly<Record<string, string>>
  /** Writes dead letters, dealt to the partitions in turn. */
  readonly writeLetters: (topic: string, letters: readonly DeadLetter[]) => Promise<void>
  /** Writes events to a topic, dealt to the partitions in turn. */
  readonly writeEvents: (topic: string, events: readonly ThinEvent[]) => Promise<void>
  /** Writes bytes that are none of ours, dealt to the partitions in turn. */
  readonly writeBytes: (topic: string, values: readonly Buffer[]) => Promise<void>
  /** All committed events of the event topics, with the key that each has. */
  readonly readEvents: () => Promise<ReadonlyArray<{ readonly record: InputRecord; readonly event: ThinEvent }>>
  /** About how many events stand on the event topics, markers of transactions among them. */
  readonly countEvents: () => Promise<number>
  /** All committed records of the audit topic. */
  readonly readAudit: () => Promise<readonly Redrive[]>
}

/** More would only take the broker longer to create. */
const partitions = 2
/** Records of one transaction; a partition's share of them is small enough for one batch. */
const recordsPerWrite = 1_000

/** The enterprise that the directory of the stage knows, and its lane. */
export const enterpriseId = 'enterprise-1'
export const lane = 'grand-hotels'

/** Opens a stage on the broker and registry that the tests were given. */
export async function openStage(): Promise<Opened<Stage>> {
  const brokers = process.env['BELLHOP_TEST_BROKERS'] ?? ''
  const registryUrl = process.env['BELLHOP_TEST_REGISTRY_URL'] ?? ''
  const prefix = `test-${randomUUID().slice(0, 8)}`
  const topics = topicNames(prefix)
  const kafka = createKafka({ clientId: 'bellhop-test', brokers: brokers.split(',') }, silent, () => {})
  const registry = openRegistry({ url: registryUrl })
  const countPartitions = await ensureTopics(kafka, topicSpecs({ prefix, partitions, replication: 1 }), silent)

  const folder = await mkdtemp(join(tmpdir(), 'bellhop-cli-'))
  const directoryFile = join(folder, 'directory.json')
  const credential = { name: 'hotel', chain: lane, accessToken: 'a', enterpriseIds: [enterpriseId] }
  await writeFile(
    directoryFile,
    JSON.stringify({ baseUrl: 'http://127.0.0.1:9', clientToken: 'c', credentials: [credential] }),
  )

  const letterCodec = createCodec<DeadLetter>(schemas['dead-letter'])
  const eventCodec = createCodec<ThinEvent>(schemas['thin-event'])
  const auditCodec = createCodec<Redrive>(schemas.redrive)

  async function writeAll(topic: string, values: readonly Buffer[]): Promise<void> {
    const { value: writer, close } = await openWriter(kafka, { transactionalId: `${prefix}-seed`, countPartitions })
    try {
      for (let start = 0; start < values.length; start += recordsPerWrite) {
        const records = values
          .slice(start, start + recordsPerWrite)
          .map((value, nth) => ({ topic, key: lane, value, partition: (start + nth) % partitions }))
        await writer.write(records, () => true)
      }
    } finally {
      await close()
      // To open it again waits until all of it can be read.
      await (await openWriter(kafka, { transactionalId: `${prefix}-seed`, countPartitions })).close()
    }
  }

  async function readAll<T>(names: readonly string[], codec: ReturnType<typeof createCodec<T>>) {
    const records: InputRecord[] = []
    await readTopics(kafka, names, (batch) => records.push(...batch))
    const decode = createDeserializer(registry, codec)
    const read: Array<{ readonly record: InputRecord; readonly value: T }> = []
    for (const record of records) if (record.value !== null) read.push({ record, value: await decode(record.value) })
    return read
  }

  const value: Stage = {
    topics,
    env: {
      KAFKA_BROKERS: brokers,
      SCHEMA_REGISTRY_URL: registryUrl,
      TOPIC_PREFIX: prefix,
      TOPIC_PARTITIONS: String(partitions),
      TOPIC_REPLICATION: '1',
      DIRECTORY_FILE: directoryFile,
    },
    writeLetters: async (topic, letters) => {
      const toBytes = createSerializer(letterCodec, await ensureSubject(registry, `${topic}-value`, letterCodec.schema))
      await writeAll(topic, letters.map(toBytes))
    },
    writeEvents: async (topic, events) => {
      const toBytes = createSerializer(eventCodec, await ensureSubject(registry, `${topic}-value`, eventCodec.schema))
      await writeAll(topic, events.map(toBytes))
    },
    writeBytes: writeAll,
    readEvents: async () =>
      (await readAll(topics.events, eventCodec)).map(({ record, value: event }) => ({ record, event })),
    countEvents: async () =>
      (await fetchSpans(kafka, topics.events)).reduce((sum, { low, high }) => sum + high - low, 0),
    readAudit: async () => (await readAll([topics.redrives], auditCodec)).map((row) => row.value),
  }
  return { value, close: () => rm(folder, { recursive: true, force: true }) }
}
