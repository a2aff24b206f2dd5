import prometheus from 'prom-client'
import { createQuickHistogram, type QuickHistogram } from './quick-histogram.ts'
import { version } from './version.ts'

/** One metric: its name as Prometheus sees it, what it says, and its labels. Histograms say their buckets. */
export type MetricRow = {
  readonly type: 'counter' | 'gauge' | 'histogram' | 'quick-histogram'
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  readonly buckets?: readonly number[]
  /** How the workers' values of a gauge make one: their sum where it is absent. */
  readonly aggregator?: 'min' | 'max'
}

const requestSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 5]
const callSeconds = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
const readSeconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
/** Fine where an undisturbed flow is, within a second: a quantile is a straight line within its bucket. */
const delaySeconds = [
  0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 21_600, 86_400,
]
const batchRecords = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

/**
 * Every metric of our own, by service. Names, types and labels are a public interface: dashboards and alerts rely on them.
 *
 * No label holds an id, a token or guest data, and every label has few values.
 */
export const metricTables = {
  ingress: {
    webhooks: {
      type: 'counter',
      name: 'bellhop_ingress_webhooks_total',
      help: 'Webhooks answered, by what they were and the HTTP status of the answer.',
      labels: ['outcome', 'status'],
    },
    requestSeconds: {
      type: 'quick-histogram',
      name: 'bellhop_ingress_request_duration_seconds',
      help: 'From the first byte of a webhook to its answer.',
      labels: ['status'],
      buckets: requestSeconds,
    },
    requestBytes: {
      type: 'counter',
      name: 'bellhop_ingress_request_bytes_total',
      help: 'Bytes of webhook bodies read with a valid token.',
      labels: [],
    },
    requestsInFlight: {
      type: 'gauge',
      name: 'bellhop_ingress_requests_in_flight',
      help: 'Webhooks received and not yet answered.',
      labels: [],
    },
    rejected: {
      type: 'counter',
      name: 'bellhop_ingress_rejected_total',
      help: 'Webhooks refused, by reason: token, too-large, spool-full, spool-failed, deadline, cut-short, internal.',
      labels: ['reason'],
    },
    events: {
      type: 'counter',
      name: 'bellhop_ingress_events_total',
      help: 'Events acknowledged by the brokers, by topic.',
      labels: ['topic'],
    },
    quarantined: {
      type: 'counter',
      name: 'bellhop_ingress_quarantined_total',
      help: 'Events and webhooks put into the dead letters of webhooks, by reason.',
      labels: ['reason'],
    },
    publishRecords: {
      type: 'quick-histogram',
      name: 'bellhop_ingress_publish_batch_records',
      help: 'Records of one acknowledged send to the brokers, gathered from many webhooks.',
      labels: [],
      buckets: batchRecords,
    },
    publishSeconds: {
      type: 'quick-histogram',
      name: 'bellhop_ingress_publish_duration_seconds',
      help: "From giving a webhook's records to the publisher to the brokers' acknowledgement or its failure.",
      labels: ['outcome'],
      buckets: requestSeconds,
    },
    keptLate: {
      type: 'counter',
      name: 'bellhop_ingress_kept_late_total',
      help: 'Webhooks that were kept after they had been answered 503; Mews sends them again, so their events may stand twice.',
      labels: [],
    },
    tokenUses: {
      type: 'counter',
      name: 'bellhop_ingress_token_uses_total',
      help: 'Webhooks by the position of their token in the list of valid ones, from 0: one that stays still may go.',
      labels: ['position'],
    },
    spooled: {
      type: 'counter',
      name: 'bellhop_ingress_spooled_events_total',
      help: 'Events written to the spool because the brokers were away, slow or refused.',
      labels: [],
    },
    drained: {
      type: 'counter',
      name: 'bellhop_ingress_drained_webhooks_total',
      help: 'Webhooks of the spool that the brokers have taken.',
      labels: [],
    },
    spoolBytes: {
      type: 'gauge',
      name: 'bellhop_ingress_spool_bytes',
      help: 'Bytes in the spool that the brokers have not taken yet.',
      labels: [],
    },
    spoolAgeSeconds: {
      type: 'gauge',
      name: 'bellhop_ingress_spool_age_seconds',
      help: 'Age of the oldest webhook in the spool; 0 while it is empty.',
      labels: [],
      aggregator: 'max',
    },
    spoolMaxBytes: {
      type: 'gauge',
      name: 'bellhop_ingress_spool_max_bytes',
      help: 'Bytes that the spool may hold; beyond them webhooks are refused with 503.',
      labels: [],
    },
    ready: {
      type: 'gauge',
      name: 'bellhop_ingress_ready',
      help: '1 while /health/ready is 200, else 0; the least of all workers.',
      labels: [],
      aggregator: 'min',
    },
    brokerConnected: {
      type: 'gauge',
      name: 'bellhop_ingress_broker_connected',
      help: '1 while the last word from the brokers was good, else 0.',
      labels: [],
      aggregator: 'min',
    },
    directoryReads: {
      type: 'counter',
      name: 'bellhop_ingress_directory_reads_total',
      help: 'Readings of the directory: changed, unchanged, or refused, and then the last good one stays.',
      labels: ['outcome'],
    },
    directoryReadAt: {
      type: 'gauge',
      name: 'bellhop_ingress_directory_read_timestamp_seconds',
      help: 'When the directory was last read and found good, in seconds since 1970.',
      labels: [],
      aggregator: 'min',
    },
  },
  enricher: {
    eventsConsumed: {
      type: 'counter',
      name: 'bellhop_enricher_events_consumed_total',
      help: 'Event records read, by topic; what was read twice counts twice.',
      labels: ['topic'],
    },
    ends: {
      type: 'counter',
      name: 'bellhop_enricher_ends_total',
      help: 'Event records that ended: enriched, unchanged, dead-lettered, waiting; counted after the commit.',
      labels: ['end', 'reason'],
    },
    calls: {
      type: 'counter',
      name: 'bellhop_enricher_calls_total',
      help: 'Calls to the Mews API, by operation and HTTP status, or what happened instead of a status: breaker and late were not sent, aborted not waited for.',
      labels: ['operation', 'status'],
    },
    callSeconds: {
      type: 'histogram',
      name: 'bellhop_enricher_call_duration_seconds',
      help: 'From sending a call to the end of its answer, or until none came in time.',
      labels: ['operation'],
      buckets: callSeconds,
    },
    readSeconds: {
      type: 'histogram',
      name: 'bellhop_enricher_page_read_duration_seconds',
      help: 'From the last byte of a page until its entities are parsed, mapped and encoded; with the wait for pages before it.',
      labels: ['operation'],
      buckets: readSeconds,
    },
    callIds: {
      type: 'histogram',
      name: 'bellhop_enricher_call_ids',
      help: 'Ids asked for in one call that was sent.',
      labels: ['operation'],
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500, 750, 1000],
    },
    budgetCapacity: {
      type: 'gauge',
      name: 'bellhop_enricher_budget_capacity_calls',
      help: "Calls that one window of the credential's access token allows.",
      labels: ['credential'],
    },
    budgetUsed: {
      type: 'gauge',
      name: 'bellhop_enricher_budget_used_calls',
      help: 'Calls sent within the last window.',
      labels: ['credential'],
    },
    frozenSeconds: {
      type: 'counter',
      name: 'bellhop_enricher_frozen_seconds_total',
      help: 'Time that a token waited because of a 429.',
      labels: ['credential'],
    },
    recordsPublished: {
      type: 'counter',
      name: 'bellhop_enricher_records_published_total',
      help: 'Entity records committed, by entity.',
      labels: ['entity'],
    },
    eventToRecordSeconds: {
      type: 'quick-histogram',
      name: 'bellhop_enricher_event_to_record_seconds',
      help: 'From the receipt of the oldest event to the commit of the record that answers it.',
      labels: ['entity'],
      buckets: delaySeconds,
    },
    lagRecords: {
      type: 'gauge',
      name: 'bellhop_enricher_lag_records',
      help: 'Records not yet consumed in the partitions this process owns, by topic.',
      labels: ['topic'],
    },
    oldestSeconds: {
      type: 'gauge',
      name: 'bellhop_enricher_oldest_event_age_seconds',
      help: 'Since the oldest record was written that is read and not ended, or waits to be read, by topic; 0 where there is none.',
      labels: ['topic'],
    },
    retentionSeconds: {
      type: 'gauge',
      name: 'bellhop_enricher_topic_retention_seconds',
      help: 'For how long the topic keeps a record, by topic: what is not read within it is lost.',
      labels: ['topic'],
    },
    turns: {
      type: 'counter',
      name: 'bellhop_enricher_turns_total',
      help: 'Turns committed.',
      labels: [],
    },
    turnFailures: {
      type: 'counter',
      name: 'bellhop_enricher_turn_failures_total',
      help: 'Turns thrown away and done again, by reason.',
      labels: ['reason'],
    },
    transactionSeconds: {
      type: 'histogram',
      name: 'bellhop_enricher_transaction_duration_seconds',
      help: 'From opening a transaction to its commit or abort.',
      labels: ['outcome'],
      buckets: callSeconds,
    },
    deferrals: {
      type: 'counter',
      name: 'bellhop_enricher_deferrals_total',
      help: 'Events moved to a retry topic because their lane had no time left in the turn.',
      labels: ['delay'],
    },
    moves: {
      type: 'counter',
      name: 'bellhop_enricher_moves_total',
      help: "Events found in a partition that is not their lane's, and moved.",
      labels: [],
    },
    parkedOperations: {
      type: 'gauge',
      name: 'bellhop_enricher_parked_operations',
      help: 'Operations that wait for a permission (401: of a credential) or an operator (any other reason: of a lane).',
      labels: ['operation', 'reason', 'credential', 'lane'],
    },
    stateEntries: {
      type: 'gauge',
      name: 'bellhop_enricher_state_entries',
      help: 'Entities of which it is remembered what was published last, in the tasks that this process owns.',
      labels: [],
    },
    restoreSeconds: {
      type: 'histogram',
      name: 'bellhop_enricher_restore_duration_seconds',
      help: 'From the taking over of a task to its knowing what was published last.',
      labels: [],
      buckets: callSeconds,
    },
    staleReads: {
      type: 'counter',
      name: 'bellhop_enricher_stale_reads_total',
      help: 'Answers of Mews with an older state than was published before; none of them is published.',
      labels: ['entity'],
    },
    breakerOpen: {
      type: 'gauge',
      name: 'bellhop_enricher_breaker_open',
      help: "1 while most calls to the API's host fail and nothing is sent to it but a probe, else 0.",
      labels: [],
    },
    strangers: {
      type: 'counter',
      name: 'bellhop_enricher_unasked_entities_total',
      help: 'Entities in answers of Mews that were not asked for or have no id; they are ignored.',
      labels: ['operation'],
    },
    unmappedFields: {
      type: 'counter',
      name: 'bellhop_enricher_unmapped_fields_total',
      help: 'Fields that Mews sent and our schema does not name; they stand in `unmapped`.',
      labels: ['entity'],
    },
    roundedDecimals: {
      type: 'counter',
      name: 'bellhop_enricher_rounded_decimals_total',
      help: 'Amounts with more than 8 decimals, rounded half-even.',
      labels: ['entity'],
    },
    unknownEnterprises: {
      type: 'gauge',
      name: 'bellhop_enricher_unknown_enterprises',
      help: 'Enterprises with waiting events that the directory does not know.',
      labels: [],
    },
    deadLetters: {
      type: 'counter',
      name: 'bellhop_enricher_dead_letters_total',
      help: 'Dead letters committed, by reason and class.',
      labels: ['reason', 'class'],
    },
    directoryReads: {
      type: 'counter',
      name: 'bellhop_enricher_directory_reads_total',
      help: 'Readings of the directory: changed, unchanged, or refused, and then the last good one stays.',
      labels: ['outcome'],
    },
    directoryReadAt: {
      type: 'gauge',
      name: 'bellhop_enricher_directory_read_timestamp_seconds',
      help: 'When the directory was last read and found good, in seconds since 1970.',
      labels: [],
    },
    ready: {
      type: 'gauge',
      name: 'bellhop_enricher_ready',
      help: '1 while /health/ready is 200, else 0.',
      labels: [],
    },
    tasks: {
      type: 'gauge',
      name: 'bellhop_enricher_tasks',
      help: 'Tasks that there are, owned by whichever process: TOPIC_PARTITIONS.',
      labels: [],
    },
    ownedTasks: {
      type: 'gauge',
      name: 'bellhop_enricher_owned_tasks',
      help: 'Tasks that this process owns.',
      labels: [],
    },
    rebalances: {
      type: 'counter',
      name: 'bellhop_enricher_rebalances_total',
      help: 'Times that the consumer group handed tasks round.',
      labels: [],
    },
  },
} as const satisfies Record<string, Record<string, MetricRow>>

/** What every service tells of itself, by one name: the job of the scrape says which it is. */
export const commonMetrics = {
  buildInfo: {
    type: 'gauge',
    name: 'bellhop_build_info',
    help: '1, with the version of the process as a label.',
    labels: ['version'],
    aggregator: 'max',
  },
} as const satisfies Record<string, MetricRow>

/** A service that has metrics. */
export type MeteredService = keyof typeof metricTables

type Label<R extends MetricRow> = R['labels'][number]

type Instrument<R extends MetricRow> = R['type'] extends 'counter'
  ? prometheus.Counter<Label<R>>
  : R['type'] extends 'gauge'
    ? prometheus.Gauge<Label<R>>
    : R['type'] extends 'quick-histogram'
      ? QuickHistogram
      : prometheus.Histogram<Label<R>>

type Instruments<T extends Record<string, MetricRow>> = { readonly [K in keyof T]: Instrument<T[K]> }

/** A service's instruments by their keys in {@link metricTables}, and the text that a scraper reads. */
export type Metrics<S extends MeteredService> = Instruments<(typeof metricTables)[S]> & {
  readonly contentType: string
  readonly register: prometheus.Registry
  /** All of the service's metrics, and Node's own, in Prometheus' text format. */
  text(): Promise<string>
}

/** Creates a service's instruments in a registry of their own, with its version and Node's process metrics beside them. */
export function createMetrics<S extends MeteredService>(service: S): Metrics<S>
export function createMetrics(service: MeteredService): object {
  const register = new prometheus.Registry()
  prometheus.collectDefaultMetrics({ register })
  const { name, help, labels, aggregator } = commonMetrics.buildInfo
  new prometheus.Gauge({ name, help, labelNames: [...labels], registers: [register], aggregator }).set({ version }, 1)
  const rows: ReadonlyArray<[string, MetricRow]> = Object.entries(metricTables[service])
  const instruments = rows.map(([key, row]) => [key, createInstrument(row, register)])
  return {
    ...Object.fromEntries(instruments),
    contentType: register.contentType,
    register,
    text: () => register.metrics(),
  }
}

function createInstrument(row: MetricRow, register: prometheus.Registry) {
  const { type, name, help, labels, buckets, aggregator } = row
  const facts = { name, help, labelNames: [...labels], registers: [register], ...(aggregator ? { aggregator } : {}) }
  if (type === 'counter') return new prometheus.Counter(facts)
  if (type === 'gauge') return new prometheus.Gauge(facts)
  if (type === 'quick-histogram') {
    const { metric, of } = createQuickHistogram({ name, help, labelName: labels[0], bounds: buckets ?? [] })
    // Its type wants all that prom-client's own classes have; a registry asks for less.
    Reflect.apply(register.registerMetric, register, [metric])
    return { of }
  }
  return new prometheus.Histogram(buckets ? { ...facts, buckets: [...buckets] } : facts)
}
