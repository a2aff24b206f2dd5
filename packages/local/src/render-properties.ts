import { type Security, toSecuritySettings } from './security.ts'

/** What differs between one broker's settings and another's. */
export type BrokerSettings = {
  readonly brokerPort: number
  readonly controllerPort: number
  /** The folder of the broker's data. */
  readonly logDir: string
  /** Where the broker listens; 127.0.0.1 when left out. Clients are told 127.0.0.1 in any case. */
  readonly listenHost?: string
  /** Without it anybody may do anything, and nothing is encrypted. */
  readonly security?: Security | undefined
}

/**
 * The settings of one KRaft node that is broker and controller, reached at 127.0.0.1.
 *
 * Voters are named in the settings and not in the data, so that the same data starts on other ports.
 */
function toSettings(broker: BrokerSettings): Readonly<Record<string, string>> {
  const { brokerPort, controllerPort, logDir, listenHost = '127.0.0.1', security } = broker
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    ...(security
      ? toSecuritySettings(security, brokerPort, controllerPort)
      : toOpenSettings(listenHost, brokerPort, controllerPort)),
    'log.dirs': logDir,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 8,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    // After a SIGKILL the broker may register again only when its old session has ended: 9 s by default.
    'broker.session.timeout.ms': 5_000,
    'broker.heartbeat.interval.ms': 1_000,
  }
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, String(value)]))
}

/** The settings as the text of a server.properties. */
export function renderProperties(broker: BrokerSettings): string {
  return Object.entries(toSettings(broker))
    .map(([key, value]) => `${key}=${toJavaText(value)}\n`)
    .join('')
}

/** The settings as the variables, `NAME=value` each, from which Kafka's own image makes its server.properties. */
export function toKafkaVariables(broker: BrokerSettings): string[] {
  return Object.entries(toSettings(broker)).map(
    ([key, value]) => `KAFKA_${key.toUpperCase().replaceAll('.', '_')}=${value}`,
  )
}

/** Plain text, without a login. */
function toOpenSettings(listenHost: string, brokerPort: number, controllerPort: number) {
  return {
    listeners: `PLAINTEXT://${listenHost}:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${brokerPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
  }
}

/** Java reads a properties file with the backslash as its escape, and as Latin-1. */
function toJavaText(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
