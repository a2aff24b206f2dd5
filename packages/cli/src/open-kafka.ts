import { createKafka, createTopicReader, type KafkaClient, silent, type TopicReader } from '@bellhop/kafka'
import { BellhopError, type Closer, describeError, type kafkaVariables, toKafkaSettings } from '@bellhop/runtime'
import type { Settings } from './read-settings.ts'

/** How Kafka is reached by a command: what is away is told of, not waited for. */
export function toBriefSettings(config: Settings<typeof kafkaVariables>) {
  return { ...toKafkaSettings(config), clientId: 'bellhop-cli', isBrief: true }
}

/**
 * Makes the client of Kafka for a command, once a broker has answered.
 *
 * @throws BellhopError `not-ready` within some seconds when none does, with what to look at
 */
export async function openKafka(config: Settings<typeof kafkaVariables>): Promise<KafkaClient> {
  const settings = toBriefSettings(config)
  // A command that reads past what was deleted is told of it by the offsets it gets.
  const kafka = createKafka(settings, silent, () => {})
  const admin = kafka.admin()
  try {
    await admin.connect()
  } catch (cause) {
    const message = `The brokers at ${settings.brokers.join(', ')} cannot be reached: ${describeError(cause)}. Check KAFKA_BROKERS, KAFKA_SSL and KAFKA_SASL_*, and that they run.`
    throw new BellhopError({ code: 'not-ready', message, retriable: true })
  } finally {
    await admin.disconnect().catch(() => undefined)
  }
  return kafka
}

/** Opens a reader of topics; `keep` closes it when the command ends. */
export function openReader(
  kafka: KafkaClient,
  config: Settings<typeof kafkaVariables>,
  keep: Closer['keep'],
): TopicReader {
  return keep(createTopicReader(kafka, toBriefSettings(config)))
}
