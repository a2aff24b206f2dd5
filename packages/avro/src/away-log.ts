/** The two words that a registry client says; a pino logger fits. */
export type RegistryLog = {
  readonly warn: (fields: object, message: string) => void
  readonly info: (fields: object, message: string) => void
}

/** Says that the registry is away: at once, then now and then, whatever the number of those who wait. */
export type AwayLog = {
  readonly away: (doing: string, reason: string) => void
  readonly back: () => void
}

/** What is said when something is away, and when it is back. */
export type AwayWords = { readonly away: string; readonly back: string }

const awayWords: AwayWords = { away: 'Schema registry is away: waiting for it', back: 'Schema registry is back' }

/** Pause between two lines about one absence. */
const AWAY_LOG_INTERVAL_MS = 10_000

/**
 * Makes the log of one registry's absences.
 *
 * @param registry - its address without credentials.
 * @param now - milliseconds of a clock that never goes back.
 * @param words - what is said of it.
 */
export function createAwayLog(
  log: RegistryLog | undefined,
  registry: string,
  now: () => number,
  words: AwayWords = awayWords,
): AwayLog {
  let awaySince: number | undefined
  let saidAt: number | undefined

  return {
    away(doing, reason) {
      const at = now()
      awaySince ??= at
      if (saidAt !== undefined && at - saidAt < AWAY_LOG_INTERVAL_MS) return
      saidAt = at
      log?.warn({ registry, doing, reason, awayMs: at - awaySince }, words.away)
    },
    back() {
      if (awaySince === undefined) return
      log?.info({ registry, awayMs: now() - awaySince }, words.back)
      awaySince = undefined
      saidAt = undefined
    },
  }
}
