/*
 * Parts of kafkajs 2.2.4 that it does not offer to the outside and that our code stands on: connections with TLS and SASL,
 * who leads which partition, and what a fetch brings. The version is pinned, and no other is coming.
 */

declare module 'kafkajs/src/cluster/index.js' {
  import type { ISocketFactory, KafkaConfig, Logger } from 'kafkajs'
  import type Broker from 'kafkajs/src/broker/index.js'

  type ClusterOptions = Pick<
    KafkaConfig,
    'ssl' | 'sasl' | 'clientId' | 'connectionTimeout' | 'requestTimeout' | 'retry'
  > & {
    readonly logger: Logger
    readonly brokers: readonly string[]
    readonly socketFactory: ISocketFactory
    readonly metadataMaxAge: number
    readonly allowAutoTopicCreation: boolean
    readonly enforceRequestTimeout: boolean
  }

  export default class Cluster {
    constructor(options: ClusterOptions)
    connect(): Promise<void>
    disconnect(): Promise<void>
    refreshMetadata(): Promise<void>
    refreshMetadataIfNecessary(): Promise<void>
    addMultipleTargetTopics(topics: readonly string[]): Promise<void>
    findBroker(options: { readonly nodeId: string | number }): Promise<Broker>
    findControllerBroker(): Promise<Broker>
    findTopicPartitionMetadata(
      topic: string,
    ): ReadonlyArray<{ readonly partitionId: number; readonly leader: number | null }>
    fetchTopicsOffset(
      topics: ReadonlyArray<{
        readonly topic: string
        readonly partitions: ReadonlyArray<{ readonly partition: number }>
        readonly fromBeginning: boolean
      }>,
    ): Promise<
      ReadonlyArray<{
        readonly topic: string
        readonly partitions: ReadonlyArray<{ readonly partition: number; readonly offset: string }>
      }>
    >
    markOffsetAsCommitted(position: {
      readonly groupId: string
      readonly topic: string
      readonly partition: number
      readonly offset: string
    }): void
    readonly brokerPool: BrokerPool
    findGroupCoordinatorMetadata(question: CoordinatorQuestion): Promise<Coordinator>
  }

  export type CoordinatorQuestion = { readonly groupId: string; readonly coordinatorType: number }
  export type Coordinator = { readonly coordinator: { readonly nodeId: number } }

  /** The brokers that are known. */
  export type BrokerPool = {
    /** Asks one after the other, and gives null where all have failed: why is lost. */
    readonly withBroker: <T>(
      ask: (asked: { readonly broker: Pick<Broker, 'findGroupCoordinator'> }) => Promise<T>,
    ) => Promise<T | null>
  }
}

declare module 'kafkajs/src/broker/index.js' {
  import type { Coordinator, CoordinatorQuestion } from 'kafkajs/src/cluster/index.js'

  export default class Broker {
    readonly connectionPool: { readonly send: <T>(exchange: Exchange<T>) => Promise<T> }
    initProducerId(options: {
      readonly transactionalId?: string
      readonly transactionTimeout: number
    }): Promise<{ readonly producerId: string; readonly producerEpoch: number }>
    findGroupCoordinator(question: CoordinatorQuestion): Promise<Coordinator>
    endTxn(options: {
      readonly transactionalId: string
      readonly producerId: string
      readonly producerEpoch: number
      readonly transactionResult: boolean
    }): Promise<void>
    joinGroup(options: object): Promise<{ readonly memberId: string; readonly generationId: number }>
    fetch(options: object): Promise<{
      readonly responses: ReadonlyArray<{
        readonly topicName: string
        readonly partitions: readonly FetchedPartition[]
      }>
    }>
  }

  /** What a fetch brought of a partition. */
  export type FetchedPartition = {
    /** In the order of their ends; null or absent where uncommitted records are read or there are none. */
    abortedTransactions?: ReadonlyArray<{ readonly producerId: string; readonly firstOffset: string }> | null
    readonly messages: readonly FetchedMessage[]
  }

  type FetchedMessage = {
    readonly offset: string
    readonly key: Buffer | null
    /** Never brought to a consumer, but stepped over. */
    isControlRecord?: boolean
    /** Absent in the format that knows no transactions. */
    readonly batchContext?: { readonly producerId: string; readonly inTransaction: boolean }
  }

  /** A request and how its answer is read, as kafkajs's connections take them. */
  export type Exchange<T> = {
    readonly request: {
      readonly apiKey: number
      readonly apiVersion: number
      readonly apiName: string
      readonly encode: () => Promise<{ readonly buf: Buffer; readonly buffer: Buffer }>
    }
    readonly response: {
      readonly decode: (bytes: Buffer) => Promise<T & { readonly clientSideThrottleTime: number }>
      readonly parse: (decoded: T) => Promise<T>
    }
    readonly logResponseError: boolean
  }
}

declare module 'kafkajs/src/producer/eosManager/index.js' {
  import type { Logger } from 'kafkajs'
  import type Cluster from 'kafkajs/src/cluster/index.js'

  /** The account of one transactional id; a call that its state does not allow throws. After one that failed it is of no use. */
  export type Transactions = {
    /** Has the brokers end what is open under the id, and fence whoever had it; tried several times. */
    initProducerId(): Promise<void>
    getProducerId(): string
    getProducerEpoch(): number
    beginTransaction(): void
    /** Asks for those that the transaction does not have yet. */
    addPartitionsToTransaction(
      topics: ReadonlyArray<{
        readonly topic: string
        readonly partitions: ReadonlyArray<{ readonly partition: number }>
      }>,
    ): Promise<void>
    sendOffsets(offsets: {
      readonly consumerGroupId: string
      readonly topics: ReadonlyArray<{
        readonly topic: string
        readonly partitions: ReadonlyArray<{
          readonly partition: number
          readonly offset: string
          readonly metadata: string
        }>
      }>
    }): Promise<void>
    commit(): Promise<void>
    abort(): Promise<void>
  }

  export default function createEosManager(options: {
    readonly logger: Logger
    readonly cluster: Cluster
    readonly transactional: true
    readonly transactionalId: string
    /** Milliseconds. */
    readonly transactionTimeout: number
  }): Transactions
}

declare module 'kafkajs/src/network/requestQueue/index.js' {
  import type { Logger } from 'kafkajs'

  type Entry = {
    readonly apiKey: number
    readonly apiName: string
    readonly apiVersion: number
    readonly correlationId: number
    readonly resolve: (answer: object) => void
    readonly reject: (error: Error) => void
  }

  /** The requests of one connection: those that are under way, and those that wait for their turn. */
  export default class RequestQueue {
    constructor(options: {
      readonly maxInFlightRequests: number | null
      readonly requestTimeout: number
      readonly enforceRequestTimeout: boolean
      readonly clientId: string
      readonly broker: string
      readonly logger: Logger
      readonly isConnected: () => boolean
    })
    readonly pending: readonly object[]
    /** Epoch milliseconds; before the first throttling -1. */
    readonly throttledUntil: number
    throttleCheckTimeoutId: NodeJS.Timeout | null
    push(request: { readonly entry: Entry; readonly expectResponse: boolean; readonly sendRequest: () => void }): void
    fulfillRequest(answer: { readonly correlationId: number; readonly payload: Buffer; readonly size: number }): void
    maybeThrottle(throttleMs: number): void
    checkPendingRequests(): void
    scheduleCheckPendingRequests(): void
  }
}

declare module 'kafkajs/src/network/socketFactory.js' {
  import type { ISocketFactory } from 'kafkajs'
  export default function createSocketFactory(): ISocketFactory
}

declare module 'kafkajs/src/protocol/error.js' {
  import type { KafkaJSProtocolError } from 'kafkajs'
  export function createErrorFromCode(code: number): KafkaJSProtocolError
}

/* What the specs compare our bytes with. */

declare module 'kafkajs/src/protocol/recordBatch/v0/index.js' {
  export function RecordBatch(options: object): Promise<{ readonly buffer: Buffer }>
}

declare module 'kafkajs/src/protocol/recordBatch/record/v0/index.js' {
  export default function Record(options: object): object
}

declare module 'kafkajs/src/protocol/requests/produce/v7/request.js' {
  export default function request(options: object): { readonly encode: () => Promise<{ readonly buffer: Buffer }> }
}

declare module 'kafkajs/src/protocol/requests/fetch/v4/request.js' {
  export default function request(options: object): { readonly encode: () => Promise<{ readonly buffer: Buffer }> }
}

declare module 'kafkajs/src/utils/long.js' {
  const Long: { readonly fromValue: (value: string) => object }
  export default Long
}
