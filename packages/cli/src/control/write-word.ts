import { createCodec, createSerializer, ensureSubject, openRegistry } from '@bellhop/avro'
import { createIdempotentProducer, createProducerCluster, ensureTopics, openPublisher, silent } from '@bellhop/kafka'
import { type Control, schemas, topicNames } from '@bellhop/records'
import { toKafkaSettings, toRegistrySettings } from '@bellhop/runtime'
import type { Surroundings } from '../define-command.ts'
import { openKafka } from '../open-kafka.ts'
import type { Settings } from '../read-settings.ts'
import type { topicAccess } from '../topic-access.ts'
import { wantedTopics } from '../wanted-topics.ts'

/** Milliseconds that the brokers may take to acknowledge it. */
const publishMs = 15_000

/** Writes an operator's word to a lane, where the owner of its task reads it; resolves when all in-sync replicas have it. */
export async function writeWord(
  config: Settings<typeof topicAccess>,
  { keep, signal }: Pick<Surroundings, 'keep' | 'signal'>,
  word: Control,
): Promise<void> {
  const kafka = await openKafka(config)
  const { control } = topicNames(config.TOPIC_PREFIX)
  const countPartitions = await ensureTopics(
    kafka,
    wantedTopics(config).filter(({ topic }) => topic === control),
    silent,
  )
  const registry = openRegistry({ ...toRegistrySettings(config), signal })
  const id = await ensureSubject(registry, `${control}-value`, schemas.control)
  const settings = { ...toKafkaSettings(config), clientId: 'bellhop-cli' }
  const producer = createIdempotentProducer(createProducerCluster(kafka, settings, [control]), silent)
  const { publish } = keep(openPublisher(producer, { countPartitions }))
  const value = createSerializer(createCodec<Control>(schemas.control), id)(word)
  await publish([{ topic: control, key: word.lane, value }], publishMs)
}
