import { SimulatorError } from './errors.ts'
import type { SimulatorLog } from './log.ts'
import { silent } from './log.ts'
import { type EntityName, entityNames, forEach } from './world/kinds.ts'
import { SECOND } from './world/time.ts'

/** What a simulator is made of; everything has a default. */
export type SimulatorOptions = {
  /** The same seed, counts and clock give the same world. Default 1. */
  readonly seed?: string | number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Default 0: the system chooses. */
  readonly port?: number
  /** The API's address in the directory, where others reach it by another name. Default: host and port. */
  readonly baseUrl?: string
  /** Default 2. */
  readonly chains?: number
  /** Default 3. */
  readonly enterprisesPerChain?: number
  /** Share the chain's enterprises out; one that gets several is a portfolio token. Default 2, so of 3 enterprises both kinds. */
  readonly tokensPerChain?: number
  /** One number for all entities, or each its own; default 20. Customers, though counted here, belong to the chain. */
  readonly entitiesPerEnterprise?: number | Partial<Readonly<Record<EntityName, number>>>
  readonly webhookUrl?: string
  /** Between attempts, in milliseconds; "a few minutes" in truth. Default 1,000. */
  readonly retryWaitMs?: number
  /** Default 5,000, as Mews has it. */
  readonly webhookTimeoutMs?: number
  /** Default 3, as Mews had it when it still said. */
  readonly webhookAttempts?: number
  /** Webhooks under way at once. Default 64. */
  readonly webhookConcurrency?: number
  /** Whether webhooks carry the deprecated `Entities` with guest data. Default false. */
  readonly legacyEntities?: boolean
  /** Whether MessageAdded names its thread. Default false. */
  readonly threadIdInEvents?: boolean
  /** Whether a new message moves its thread's UpdatedUtc. Default true. */
  readonly messagesTouchThreads?: boolean
  /** Of each access token; default 200 in 30,000 ms. */
  readonly limit?: { readonly requests: number; readonly windowMs: number }
  /** The clock of the world and of the rolling windows. Default: the system's; windows then use one never set back. */
  readonly now?: () => Date
  readonly log?: SimulatorLog
}

/** The options with their defaults. */
export type Settings = Required<Omit<SimulatorOptions, 'entitiesPerEnterprise' | 'webhookUrl' | 'now' | 'baseUrl'>> & {
  readonly entitiesPerEnterprise: Readonly<Record<EntityName, number>>
  readonly webhookUrl: string | null
  readonly baseUrl: string | null
  readonly now: (() => Date) | null
}

const DEFAULT_ENTITIES = 20

/** @throws SimulatorError for counts that make no world. */
export function toSettings(options: SimulatorOptions): Settings {
  const {
    entitiesPerEnterprise: entities = DEFAULT_ENTITIES,
    webhookUrl = null,
    baseUrl = null,
    now = null,
    ...given
  } = options
  const settings: Settings = {
    seed: 1,
    host: '127.0.0.1',
    port: 0,
    chains: 2,
    enterprisesPerChain: 3,
    tokensPerChain: Math.min(2, given.enterprisesPerChain ?? 2),
    retryWaitMs: SECOND,
    webhookTimeoutMs: 5 * SECOND,
    webhookAttempts: 3,
    webhookConcurrency: 64,
    legacyEntities: false,
    threadIdInEvents: false,
    messagesTouchThreads: true,
    limit: { requests: 200, windowMs: 30 * SECOND },
    log: silent,
    ...given,
    entitiesPerEnterprise: forEach(entityNames, (name) =>
      typeof entities === 'number' ? entities : (entities[name] ?? DEFAULT_ENTITIES),
    ),
    webhookUrl,
    baseUrl,
    now,
  }
  for (const name of [
    'chains',
    'enterprisesPerChain',
    'tokensPerChain',
    'webhookAttempts',
    'webhookConcurrency',
  ] as const) {
    if (!Number.isInteger(settings[name]) || settings[name] < 1) {
      throw new SimulatorError('simulator.options', `${name} must be a whole number of at least 1`)
    }
  }
  if (settings.tokensPerChain > settings.enterprisesPerChain) {
    throw new SimulatorError('simulator.options', 'tokensPerChain exceeds enterprisesPerChain')
  }
  return settings
}
