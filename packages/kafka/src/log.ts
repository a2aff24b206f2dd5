import { type logCreator, logLevel } from 'kafkajs'

/** The part of a pino logger that this package needs. */
export type Log = Readonly<Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>>

/** A log that keeps nothing: where what is logged is no part of what is looked at. */
export const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} } satisfies Log

/** Lines that kafkajs writes as errors and that are its ordinary way of working (kafkajs issues 1315 and 299). */
const ordinary =
  /CONCURRENT_TRANSACTIONS|another concurrent operation on the same transaction|rebalanc|Limiting retries for the idempotent producer/i

/** What kafkajs writes before it jumps over records that are gone (consumer/consumerGroup.js). */
const jump = 'Offset out of range, resetting to default offset'

/** Every answer that says no, before anybody has decided what it means; whoever gives up says so in a line of his own. */
const refusedAnswer = /^Response \w+\(key: \d+, version: \d+\)$/

/** The same warning is told once in this time: while the brokers are away each client would say it every second. */
const quietMs = 10_000
/** Different warnings remembered; beyond them all may be told again. */
const maxRemembered = 1_000

/**
 * Hands kafkajs's log lines to ours: its info is our debug, and errors that it retries are warnings at most, each told
 * once in ten seconds with the number of times it was not told.
 *
 * @param onJump - called before kafkajs moves past records that were deleted unread; what it throws stops the move
 * @param now - milliseconds of a monotonic clock
 */
export function toLogCreator(log: Log, onJump: (where: string) => void, now = () => performance.now()): logCreator {
  const told = new Map<string, { at: number; untold: number }>()

  const warn = (fields: object, text: string) => {
    const before = told.get(text)
    if (before !== undefined && now() - before.at < quietMs) {
      before.untold += 1
      return
    }
    if (told.size >= maxRemembered) told.clear()
    told.set(text, { at: now(), untold: 0 })
    log.warn(before === undefined || before.untold === 0 ? fields : { ...fields, untold: before.untold }, text)
  }

  return () =>
    ({
      namespace,
      level,
      log: { message: given, timestamp: _timestamp, logger: _logger, stack: _stack, ...fields },
    }) => {
      const message = String(given)
      if (message.startsWith(jump)) onJump(`${String(fields['topic'])}/${String(fields['partition'])}`)
      const text = `kafkajs ${namespace}: ${message}`
      const isOrdinary =
        level >= logLevel.INFO ||
        refusedAnswer.test(message) ||
        ordinary.test(`${message} ${String(fields['error'] ?? '')}`)
      if (isOrdinary) log.debug(fields, text)
      else warn(fields, text)
    }
}
