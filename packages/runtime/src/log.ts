import pino from 'pino'
import { redactValue } from './redact.ts'
import { redactJson } from './redact-text.ts'

/** The logger that every part is given; a pino logger. */
export type Logger = pino.Logger

/** The levels that LOG_LEVEL may name, most severe first. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number]

/** What {@link createLogger} needs. */
export type LoggerOptions = {
  readonly service: string
  readonly level: LogLevel
  /** Where lines go; standard output when left out. */
  readonly destination?: pino.DestinationStream
}

/**
 * Creates the service's logger: one JSON object a line, `time` in ISO 8601, `level` as a word.
 *
 * No line holds a token: fields of such names are replaced at any depth to 8, and secrets inside strings (an error's
 * message that quotes a URL) are replaced in the finished line.
 */
export function createLogger({ service, level, destination }: LoggerOptions): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => error },
    formatters: {
      level: (label) => ({ level: label }),
      bindings: toFields,
      log: toFields,
    },
    hooks: { streamWrite: redactJson },
  }
  return destination ? pino(options, destination) : pino(options)
}

function toFields(fields: Record<string, unknown>): Record<string, unknown> {
  const redacted = redactValue(fields)
  return typeof redacted === 'object' && redacted !== null ? { ...redacted } : {}
}
