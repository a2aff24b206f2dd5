/**
 * The codes of a service's own errors, each with what the operator does about it. Packages list theirs in files of their
 * own (`kafka.topics`, `schema.incompatible`, `directory.invalid`).
 *
 * Reasons of dead letters and outcomes of calls are values, not errors, and are listed where they are decided.
 */
export const errorCodes = {
  config: 'correct the environment variables that are named, then start again',
  'port-taken': 'free the port, or choose another by HTTP_PORT or ADMIN_PORT',
  'brokers-refused': 'make KAFKA_SSL and KAFKA_SASL_* agree with the brokers, and let the user write our topics',
  'not-ready': 'the service waits for brokers or registry; /health/ready says for what',
  'spool-full': 'bring the brokers back, or raise SPOOL_MAX_BYTES; until it drains Mews is told to send again',
  'spool-failed': 'give SPOOL_DIR room, and let the service write and lock in it; it is tried again by itself',
  'taken-over': 'another redrive or replay writes now; run yours again when it has ended, nothing is written twice',
  stopped: 'the service was told to stop before it had started; nothing to do',
  'close-timeout': 'the service did not stop in time; what was in flight is sent or read again',
} as const

/** One of the stable codes in {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes

/** What a {@link BellhopError} is made of; `isRetriable` defaults to false. */
export type ErrorFacts = {
  readonly code: ErrorCode
  readonly message: string
  readonly retriable?: boolean
  readonly cause?: unknown
}

/** An error that says what, where and what to do: a stable code, and whether the same call may succeed later. */
export class BellhopError extends Error {
  override readonly name: string = 'BellhopError'
  readonly code: ErrorCode
  readonly retriable: boolean

  constructor({ code, message, retriable = false, cause }: ErrorFacts) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.retriable = retriable
  }
}

/** Every problem of the environment at once. A problem is a sentence; it never holds a secret's value. */
export class ConfigError extends BellhopError {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`
    super({ code: 'config', message: `${count} in the environment: ${problems.join(' ')}` })
    this.problems = problems
  }
}

/** The stable code of an error of ours, of a library or of Node (`ECONNREFUSED`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/**
 * One line about an error and its causes, for a terminal or a readiness reason.
 *
 * At most four causes deep, and none whose text is there already. Not redacted: pass it through `redactText` before it
 * leaves the process.
 */
export function describeError(error: unknown, depth = 4): string {
  if (!(error instanceof Error)) return String(error)
  const inner = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause]
  const code = codeOf(error)
  const own = error.message || code || error.name
  if (depth === 0 || inner.length === 0) return oneLine(own)
  // kafkajs repeats the text of a cause in its own.
  const told = inner.map((cause) => describeError(cause, depth - 1)).filter((text) => !oneLine(own).includes(text))
  return oneLine(told.length === 0 ? own : `${own} (${told.join('; ')})`)
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/g, ' ').trim()
}
