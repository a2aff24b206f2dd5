import type { Connector } from './to-connector.ts'

/** A connector as Kafka Connect has it. */
export type ExistingConnector = {
  readonly config: Readonly<Record<string, string>>
  /** RUNNING, PAUSED, STOPPED, UNASSIGNED, FAILED. */
  readonly state: string
  readonly tasks: ReadonlyArray<{ readonly id: number; readonly state: string; readonly trace?: string }>
}

/** What is to be done to a connector. */
export type ConnectorPlan = {
  readonly connector: string
  readonly action: 'create' | 'update' | 'restart' | 'none'
  /** Names of the settings that differ, never their values. */
  readonly differs: readonly string[]
  /** What is wrong with it beyond that, each a sentence. */
  readonly problems: readonly string[]
}

/** Says what makes a connector as it is wanted, and lets it run. */
export function planConnector({ name, config }: Connector, existing?: ExistingConnector): ConnectorPlan {
  if (existing === undefined) return { connector: name, action: 'create', differs: [], problems: [] }
  const has = new Map(Object.entries(existing.config))
  const wanted = new Map(Object.entries(config))
  // Kafka Connect adds the name to the settings that it was given.
  const names = new Set([...has.keys(), ...wanted.keys()].filter((key) => key !== 'name'))
  const differs = [...names].filter((key) => has.get(key) !== wanted.get(key)).sort()
  const failed = existing.tasks.filter(({ state }) => state === 'FAILED')
  const problems = [
    ...(existing.state === 'RUNNING' ? [] : [`it is ${existing.state.toLowerCase()}`]),
    ...failed.map(({ id, trace = '' }) => `task ${id} has failed: ${toCauses(trace)}`),
  ]
  const isFailed = existing.state === 'FAILED' || failed.length > 0
  const action = differs.length > 0 ? 'update' : isFailed ? 'restart' : 'none'
  return { connector: name, action, differs, problems }
}

/** The kinds of the exceptions of a stack trace and nothing that they say: a database names values of the row. */
function toCauses(trace: string): string {
  const kinds = [...trace.matchAll(/^(?:Caused by: )?(?:[\w$]+\.)+([\w$]+(?:Exception|Error))\b/gm)].map(
    ([, kind]) => kind,
  )
  return kinds.length === 0 ? 'it does not say why' : [...new Set(kinds)].join(', caused by ')
}
