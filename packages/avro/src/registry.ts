import { Agent } from 'undici'
import { createAskRegistry } from './ask-registry.ts'
import { createAwayLog, type RegistryLog } from './away-log.ts'
import { createBoundedCache } from './bounded-cache.ts'
import { AvroError } from './errors.ts'
import { createPatience } from './patience.ts'
import { toRegistryAddress } from './registry-address.ts'
import { type RegisteredSchema, readId, readLevel, readSchema, readVersion, readVersions } from './registry-body.ts'
import type { AvroSchema } from './schema.ts'
import { createSharing } from './share-in-flight.ts'

/**
 * A Confluent-compatible schema registry.
 *
 * Every function that asks it waits without limit while it is away (no connection, 5xx, 408, 429, no JSON), saying so
 * in the log at once and every 10 s; only the `signal` of `openRegistry` ends the wait, with AvroError
 * `registry.aborted`. What it refuses (other 4xx) rejects at once with `registry.refused`; but an id that it does not
 * know is waited for in the same way, for `unknownIdMs`. A certificate that is not trusted rejects with
 * `registry.untrusted` until the registry has answered once, and is an outage after that.
 */
export type Registry = {
  /**
   * The id of a schema under a subject, registering it if it is new. Asked once per subject and schema.
   *
   * @throws AvroError `schema.incompatible` when the registry finds the schema breaks the subject's compatibility.
   */
  readonly register: (subject: string, schema: AvroSchema) => Promise<number>
  /**
   * The schema of an id. An id never changes its meaning, so it is asked for once, and is the same object ever after
   * while it is among the ids used last.
   *
   * @throws AvroError `registry.not-found` for an id that the registry has not known for long, `avro.schema` for one that is no
   * Avro record.
   */
  readonly schemaById: (id: number) => Promise<AvroSchema>
  /** The schema of an id if it is at hand, without asking. */
  readonly knownSchema: (id: number) => AvroSchema | undefined
  /** Every version of a subject, oldest first; none for a subject that does not exist. Not cached. */
  readonly versionsOf: (subject: string) => Promise<readonly RegisteredSchema[]>
  /**
   * Sets what the registry itself checks when a version is added to a subject.
   *
   * @throws AvroError `registry.not-found` where a registry wants the subject to exist first.
   */
  readonly setCompatibility: (subject: string, level: CompatibilityLevel) => Promise<void>
  /** The level that the registry applies to a subject, its own or the registry's; undefined where neither is known. */
  readonly compatibilityOf: (subject: string) => Promise<string | undefined>
}

/** Compatibility levels of the registry's API. */
export type CompatibilityLevel = 'NONE' | 'BACKWARD' | 'BACKWARD_TRANSITIVE' | 'FULL' | 'FULL_TRANSITIVE'

/** What a registry client needs to know. Only `url` is required. */
export type RegistryOptions = {
  /** Base of the API, for Apicurio `…/apis/ccompat/v7`. Credentials in it are sent as Basic and shown nowhere. */
  readonly url: string
  /** Sent as Basic, instead of credentials in `url`. */
  readonly login?: { readonly username: string; readonly password: string }
  /** Certificates (PEM) of whom to trust instead of Node's authorities. */
  readonly ca?: string
  readonly log?: RegistryLog
  /** Ends every wait when it aborts. */
  readonly signal?: AbortSignal
  /** For one attempt. Default 10,000. */
  readonly attemptTimeoutMs?: number
  /** Pause after the given attempt, counted from 1. Default: 100 ms doubled up to 5 s, each halved at most by chance. */
  readonly retryDelayMs?: (attempt: number) => number
  /** Schemas by id to remember, at least 1. Default 1,000. */
  readonly mostSchemas?: number
  /**
   * Milliseconds for which an id may be unknown before that is believed: a registry's follower lags, and in a rolling
   * deployment records come before their schema does. Default 300,000, for each id from when it was first asked for.
   */
  readonly unknownIdMs?: number
  /** Milliseconds of a clock that never goes back; for the log's pauses and for `unknownIdMs`. */
  readonly now?: () => number
}

/**
 * Makes a client of a schema registry. Asks nothing yet, and needs no close: idle connections end by themselves and do
 * not keep the process alive.
 *
 * @throws AvroError `registry.url` for an address that is none.
 */
export function openRegistry(options: RegistryOptions): Registry {
  const address = toRegistryAddress(options.url, options.login)
  const { log, now = () => performance.now(), mostSchemas = 1_000 } = options
  const ask = createAskRegistry({
    address,
    ...(options.ca === undefined ? {} : { dispatcher: new Agent({ connect: { ca: options.ca } }) }),
    awayLog: createAwayLog(log, address.base, now),
    missingLog: createAwayLog(log, address.base, now, missingWords),
    attemptTimeoutMs: options.attemptTimeoutMs ?? 10_000,
    retryDelayMs: options.retryDelayMs ?? toDelayMs,
    signal: options.signal,
  })
  const schemas = createBoundedCache<number, AvroSchema>(mostSchemas)
  const patience = createPatience<number>(options.unknownIdMs ?? 300_000, mostSchemas, now)
  const ids = createBoundedCache<string, number>(1_000)
  const shareSchema = createSharing<AvroSchema>()
  const shareId = createSharing<number>()

  async function register(subject: string, schema: AvroSchema): Promise<number> {
    const text = JSON.stringify(schema)
    const key = `${subject} ${text}`
    const known = ids.get(key)
    if (known !== undefined) return known
    return shareId(key, async () => {
      const path = `${pathOf(subject)}/versions`
      const body = await ask(`register a schema for ${subject}`, { method: 'POST', path, body: { schema: text } })
      const id = readId(body)
      ids.set(key, id)
      return id
    })
  }

  async function schemaById(id: number): Promise<AvroSchema> {
    const known = schemas.get(id)
    if (known) return known
    return shareSchema(String(id), async () => {
      const call = { method: 'GET', path: `/schemas/ids/${id}` } as const
      const body = await ask(`give schema ${id}`, call, () => patience.isLeft(id))
      patience.renew(id)
      const schema = readSchema(body, `Schema ${id}`)
      schemas.set(id, schema)
      return schema
    })
  }

  async function versionsOf(subject: string): Promise<readonly RegisteredSchema[]> {
    const path = `${pathOf(subject)}/versions`
    try {
      const versions = readVersions(await ask(`list the versions of ${subject}`, { method: 'GET', path }))
      const sorted = versions.toSorted((one, other) => one - other)
      return await Promise.all(
        sorted.map(async (version) => {
          const what = `version ${version} of ${subject}`
          return readVersion(await ask(`give ${what}`, { method: 'GET', path: `${path}/${version}` }), what)
        }),
      )
    } catch (error) {
      if (error instanceof AvroError && error.code === 'registry.not-found') return []
      throw error
    }
  }

  async function setCompatibility(subject: string, compatibility: CompatibilityLevel): Promise<void> {
    const path = `/config/${encodeURIComponent(subject)}`
    for (let tries = 1; ; tries++) {
      try {
        await ask(`set the compatibility of ${subject}`, { method: 'PUT', path, body: { compatibility } })
        return
      } catch (error) {
        // Apicurio answers 409 to the second of two processes that set it at once; what is there then can be set again.
        const isConflict = error instanceof AvroError && error.code === 'schema.incompatible'
        if (!isConflict || tries === maxConfigTries) throw error
      }
    }
  }

  async function compatibilityOf(subject: string): Promise<string | undefined> {
    for (const path of [`/config/${encodeURIComponent(subject)}`, '/config']) {
      try {
        return readLevel(await ask(`tell the compatibility of ${subject}`, { method: 'GET', path }))
      } catch (error) {
        if (!(error instanceof AvroError && error.code === 'registry.not-found')) throw error
      }
    }
    return undefined
  }

  return { register, schemaById, knownSchema: schemas.get, versionsOf, setCompatibility, compatibilityOf }
}

const maxConfigTries = 5

const missingWords = {
  away: 'Schema registry does not know a schema: waiting for it to appear',
  back: 'Schema registry knows the schema now',
}

function pathOf(subject: string): string {
  return `/subjects/${encodeURIComponent(subject)}`
}

function toDelayMs(attempt: number): number {
  return Math.min(5_000, 100 * 2 ** Math.min(attempt - 1, 10)) * (0.5 + Math.random() / 2)
}
