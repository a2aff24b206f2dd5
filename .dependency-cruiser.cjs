/**
 * The walls of the house. A pure file imports no I/O, so that its rules are tested in milliseconds; one package knows
 * each library whose traps are many.
 */

/** Files that do no I/O, take time and ids as arguments, and give values back; by the folder they are in. */
const pure = {
  'packages/audit/src':
    'check-accounting|check-kept|compare-count|compare-inputs|compare-truth|find-lost|is-consumed|ledger',
  'packages/avro/src':
    'avro-type|calendar|codec|compatibility|decimal|describe-misfit|errors|guarded-types|lint-schema|logical-types|plain-records|schema|type-shape|wire',
  'packages/cli/src':
    'exit-codes|parse-moment|render-[a-z-]+|to-[a-z-]+|wanted-topics|status/(find-problems|read-service|render-status|sum-[a-z]+|to-word)|tail/(render-record|to-match)|trace/(diff-records|entry|render-[a-z]+|to-[a-z]+)|doctor/(check|render-checks|to-[a-z-]+)|control/to-halted|redrive/(address-events|choice|choose-letter|found|ledger|offset-ranges|pace|pick-thin|read-quarantined|render-written|summarise-letters|tally|to-[a-z-]+)',
  'packages/demo/src': 'find-faults|left-behind|parse-duration|render|samples|to-exit-code',
  'packages/kafka/src':
    'assign-tasks|byte-reader|byte-writer|compare-topics|covers|errors|explain-refusal|fetch-request|gather-sends|granted|group-request|judge-permissions|mailbox|metadata-request|min-in-sync|ownership|partition|permission|place|produce-request|read-records|record|record-batch|share-topics|to-creation|to-lag',
  'packages/local/src': 'der|security',
  'packages/mews/src': 'answer|budget|check-directory|directory|directory-schema|errors|retry-after',
  'packages/runtime/src': 'config-problem|config-types|end-of-value|errors|read-samples|redact|redact-text|traceparent',
  'packages/warehouse/src': 'decide-restarts|plan-connector|plan-table|quote|tables|to-[a-z-]+',
  'schemas/records/src': '.+',
  'schemas/webhook/src': '.+',
  'services/enricher/src':
    'adopt-directory|api|batch-sizes|book-entry|choose-operation|collect-items|convert-value|decide-turn|defer-rest|drop-verdicts|end|end-closed|end-pending|guard-flood|halts|hash-content|is-hopeless-bytes|is-released|is-too-much|judge|judge-state|known-threads|lane-book|lane-books|lease|lookup-queue|map-entity|map-fields|message-calls|message-search|message-window|operation-of|or-dropped|others-wait|outages|pack-page|packed-states|park-lookup|pass-over|pending-event|published-state|read-page|read-uuid|retry-delay|route-event|seat-newcomers|settle-failure|settle-found|settle-refused|split-schema|states|suspects|thread-of|to-[a-z-]+|tokens|turn|write-turn',
  'services/ingress/src':
    'authenticate|draft|encode-entry|find-json-fault|integration|json-text|messages|parse-webhook|quarantine|read-plain-webhook|split-webhook|strip-json|sum-readiness|to-drafts|webhook-id|spool/(commit-groups|is-torn|room|segment-format|segment-name|segments|spool-error|to-chunks)',
}
const filesOf = (folder) => `^${folder}/(${pure[folder]})\\.ts$`
const pureFiles = Object.keys(pure).map(filesOf)

/** Node's own ways to the world outside; hashing and random bytes are none. */
const nodeIo =
  '^(node:)?(child_process|cluster|dgram|dns|fs|http|http2|https|inspector|module|net|os|perf_hooks|process|readline|repl|timers|tls|tty|worker_threads)(/|$)'

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kafkajs-only-in-packages-kafka',
      severity: 'error',
      from: { pathNot: '^packages/kafka/' },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'avsc-only-in-packages-avro',
      severity: 'error',
      from: { pathNot: '^packages/avro/' },
      to: { path: 'node_modules/avsc/' },
    },
    {
      name: 'pure-files-do-no-io',
      severity: 'error',
      from: { path: pureFiles },
      to: {
        dependencyTypesNot: ['type-only'],
        path: [nodeIo, 'node_modules/(undici|fastify|kafkajs|pino|prom-client|close-with-grace)/'],
      },
    },
    ...Object.keys(pure).map((folder) => ({
      name: `pure-files-of-${folder.replaceAll('/', '-')}-import-pure-ones`,
      severity: 'error',
      from: { path: filesOf(folder) },
      to: { path: `^${folder}/`, pathNot: filesOf(folder), dependencyTypesNot: ['type-only'] },
    })),
    {
      name: 'packages-do-not-know-services',
      severity: 'error',
      comment: 'The demonstration starts the services as processes; it imports nothing of them.',
      from: { path: '^(packages|schemas)/' },
      to: { path: '^services/' },
    },
    {
      name: 'services-do-not-know-each-other',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'fakes-and-tools-stay-out-of-services',
      severity: 'error',
      from: { path: '^services/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^packages/(simulator|local|demo|audit)/' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'dist'] },
    exclude: { path: ['/dist/', '\\.d\\.mts$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['bellhop-source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
}
