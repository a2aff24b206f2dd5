import { Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs'
import { KafkaError } from './errors.ts'
import { mendCoordinators } from './find-coordinator.ts'
import { mendFetch } from './hide-aborted.ts'
import { watchJoins } from './join-generation.ts'
import { type Log, toLogCreator } from './log.ts'
import { createOpenSocket } from './open-socket.ts'
import { mendQueues } from './pending-requests.ts'

/** How to reach the brokers. */
export type KafkaSettings = {
  readonly clientId: string
  readonly brokers: readonly string[]
  /** Whether TLS is spoken; with PEM texts of whom to trust instead of Node's authorities, and of who we are. */
  readonly ssl?: boolean | { readonly ca?: string; readonly cert?: string; readonly key?: string }
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
    readonly username: string
    readonly password: string
  }
  /** For commands: brokers that are away are told of after some seconds, not waited for without end. */
  readonly isBrief?: boolean
}

/**
 * Retries without end: the brokers being away is an outage to wait out, not an error. The short first wait is for
 * CONCURRENT_TRANSACTIONS, which back-to-back transactions meet as a rule.
 */
export const patient = { initialRetryTime: 20, maxRetryTime: 1_000, multiplier: 2, retries: Number.MAX_SAFE_INTEGER }

/** Enough for a leader to be found anew. */
const brief = { initialRetryTime: 100, maxRetryTime: 1_000, multiplier: 2, retries: 5 }

/**
 * Creates the client; nothing is connected yet.
 *
 * A consumer and the transactional producers of its tasks come from one client, and two consumers of one group never do:
 * kafkajs keeps committed offsets per client and group.
 *
 * @param onFatal - called when the process has to end: records were deleted before they were read
 */
export function createKafka(settings: KafkaSettings, log: Log, onFatal: (error: KafkaError) => void): Kafka {
  mendFetch()
  mendCoordinators()
  mendQueues()
  watchJoins()
  const config: KafkaConfig = {
    ...toConnection(settings),
    retry: settings.isBrief === true ? brief : patient,
    requestTimeout: 30_000,
    logLevel: logLevel.INFO,
    logCreator: toLogCreator(log, (where) => {
      const error = new KafkaError('kafka.offset-out-of-range', toJumpMessage(where))
      onFatal(error)
      // Thrown through kafkajs, which would go on to commit the offset it jumps to: the next start would not notice.
      throw error
    }),
  }
  return new Kafka(config)
}

/** How kafkajs is told to reach the brokers. */
export function toConnection({ clientId, brokers, ssl = false, sasl }: KafkaSettings) {
  const socketFactory = createOpenSocket()
  const connection = { clientId, brokers: [...brokers], ssl, connectionTimeout: 5_000, socketFactory }
  return sasl ? { ...connection, sasl: toSasl(sasl) } : connection
}

function toJumpMessage(where: string): string {
  return `The committed offset of ${where} is not in the log: records were deleted unread. Set the group's offset by hand`
}

/** kafkajs wants a type for each mechanism, though the fields are the same. */
function toSasl({ mechanism, username, password }: NonNullable<KafkaSettings['sasl']>): SASLOptions {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password }
    case 'scram-sha-256':
      return { mechanism, username, password }
    case 'scram-sha-512':
      return { mechanism, username, password }
  }
}
