import type { InputRecord } from '@bellhop/kafka'
import type { Credential } from '@bellhop/mews'
import type { Logger, Metrics } from '@bellhop/runtime'
import type { Clock } from './clock.ts'
import { createCountTurn } from './count-turn.ts'
import type { Restored } from './restore-states.ts'
import type { DecidedTurn } from './turn.ts'
import type { UndecodableWatch } from './watch-undecodable.ts'

/** What the work tells of itself; turns are counted after their commit, so that what is done again counts once. */
export type Observe = {
  readonly committed: (taken: readonly InputRecord[], result: DecidedTurn, seconds: number) => void
  readonly failed: (seconds: number) => void
  readonly restoring: (partition: number, records: number) => void
  readonly restored: (partition: number, restored: Restored, seconds: number) => void
  readonly frozen: (credential: Credential, restMs: number) => void
  readonly parked: (credential: Credential, operation: string) => void
  readonly strangers: (operation: string, count: number) => void
}

/** Moves of one event that are no longer a change of the directory. */
const maxMoves = 5
/** An unknown enterprise's events are read again every ten minutes; one not seen for longer is known now, or gone. */
const forgetMs = 900_000

/** Makes the metrics and log lines of the enricher's work. */
export function createObserve(
  metrics: Metrics<'enricher'>,
  log: Logger,
  clock: Clock,
  undecodable: UndecodableWatch,
): Observe {
  const countTurn = createCountTurn(metrics)
  const unknownSince = new Map<string, number>()
  return {
    committed: (taken, turn, seconds) => {
      metrics.transactionSeconds.observe({ outcome: 'committed' }, seconds)
      const now = clock.now()
      countTurn(taken, turn, now)
      const { ended, unreadable } = turn
      const wasFlooded = undecodable.floodSince(now) !== undefined
      undecodable.ended(taken.length, unreadable.length, now)
      if (!wasFlooded && undecodable.floodSince(now) !== undefined) {
        log.error('a flood of records that no schema reads: they become dead letters; what writes to these topics?')
      }
      const unknown = new Set(
        ended
          .filter(({ end }) => end.end === 'waiting' && end.reason === 'unknown-enterprise')
          .map(({ event }) => event.thin.enterprise_id),
      )
      if (unknown.size > 0) {
        log.warn({ enterprises: [...unknown] }, 'enterprises that the directory does not know: their events wait')
      }
      for (const enterprise of unknown) unknownSince.set(enterprise, now)
      for (const [enterprise, at] of unknownSince) if (now - at > forgetMs) unknownSince.delete(enterprise)
      metrics.unknownEnterprises.set(unknownSince.size)
      for (const { event, end } of ended) {
        const moves = event.trials.moves + 1
        if (end.end !== 'waiting' || end.reason !== 'moved' || moves < maxMoves) continue
        const { event_id, enterprise_id } = event.thin
        log.error(
          { event_id, enterprise_id, moves },
          'event moves from lane to lane: do all processes read one directory?',
        )
      }
      for (const { event, end } of ended) {
        if (end.end !== 'dead-lettered') continue
        const { event_id, discriminator } = event.thin
        log.warn({ event_id, discriminator, reason: end.reason, detail: end.detail }, 'event dead-lettered')
      }
      for (const { source, end } of unreadable) {
        const { topic, partition, offset } = source
        log.warn({ topic, partition, offset, reason: end.reason, detail: end.detail }, 'record dead-lettered')
      }
    },
    failed: (seconds) => {
      metrics.turnFailures.inc({ reason: 'commit' })
      metrics.transactionSeconds.observe({ outcome: 'failed' }, seconds)
    },
    restoring: (partition, records) => {
      log.info({ partition, records }, 'the task still reads what was published last')
    },
    restored: (partition, { records, unreadable, entities }, seconds) => {
      metrics.restoreSeconds.observe(seconds)
      log.info(
        { partition, records, remembered: entities, seconds: Math.round(seconds * 1000) / 1000 },
        'task restored',
      )
      if (unreadable === 0) return
      log.error(
        { partition, unreadable },
        'records of the state topic could not be read: of their entities an older state may be published once',
      )
    },
    frozen: ({ name }, restMs) => {
      metrics.frozenSeconds.inc({ credential: name }, restMs / 1000)
      log.warn({ credential: name, restMs }, 'Mews refused a call with 429: the token rests')
    },
    parked: ({ name }, operation) => {
      log.error(
        { credential: name, operation },
        'Mews refused a token with 401: the operation is parked; check the token and its permissions',
      )
    },
    strangers: (operation, count) => {
      metrics.strangers.inc({ operation }, count)
      log.warn({ operation, count }, 'Mews answered entities that nobody asked for: they are ignored')
    },
  }
}
