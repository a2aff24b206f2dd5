import { openRegistry, type Registry } from '@bellhop/avro'
import { createPartitionReader, type KafkaClient, type ReadPartition } from '@bellhop/kafka'
import { type TopicNames, type TopicSpec, topicNames } from '@bellhop/records'
import { toKafkaSettings, toRegistrySettings } from '@bellhop/runtime'
import type { Surroundings } from '../define-command.ts'
import { openKafka } from '../open-kafka.ts'
import type { Settings } from '../read-settings.ts'
import type { topicAccess } from '../topic-access.ts'
import { wantedTopics } from '../wanted-topics.ts'
import type { Ledger } from './ledger.ts'
import { readLedger } from './read-ledger.ts'

/** Everything that stands on our topics, to be read from their beginning. */
export type Archive = {
  readonly kafka: KafkaClient
  readonly registry: Registry
  readonly topics: TopicNames
  readonly specs: readonly TopicSpec[]
  /** Opens a reader of topics, all of which exist; it is closed with the command. */
  readonly openReader: (topics: readonly string[]) => ReadPartition
  /** Reads anew what was written once more. */
  readonly readLedger: () => Promise<Ledger>
}

/** Milliseconds for which a schema may be unknown to the registry: somebody waits for the answer. */
const unknownSchemaMs = 5_000

/**
 * Opens it.
 *
 * @throws BellhopError `not-ready` when no broker answers
 */
export async function openArchive(
  config: Settings<typeof topicAccess>,
  { keep, print, signal }: Pick<Surroundings, 'keep' | 'print' | 'signal'>,
): Promise<Archive> {
  const kafka = await openKafka(config)
  const topics = topicNames(config.TOPIC_PREFIX)
  const say = (fields: object, message: string) => print.note(`${message} ${JSON.stringify(fields)}`)
  const registry = openRegistry({
    ...toRegistrySettings(config),
    log: { info: say, warn: say },
    signal,
    unknownIdMs: unknownSchemaMs,
  })
  const settings = { ...toKafkaSettings(config), clientId: 'bellhop-cli' }
  const openReader = (names: readonly string[]) => keep(createPartitionReader(kafka, settings, names))
  return {
    kafka,
    registry,
    topics,
    specs: wantedTopics(config),
    openReader,
    readLedger: () => readLedger(kafka, registry, openReader, topics.redrives, signal),
  }
}
