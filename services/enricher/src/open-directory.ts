import { type Directory, readDirectory } from '@bellhop/mews'
import { type Logger, type Look, type Metrics, type Opened, openReread } from '@bellhop/runtime'
import { type Adopted, adoptDirectory } from './adopt-directory.ts'
import type { Clock } from './clock.ts'
import { lateMs, mayCall, mayCommit, rereadMs } from './lease.ts'

/** The directory, which an operator may change while we run. */
export type KnownDirectory = {
  readonly current: () => Adopted
  /** Whether a call may be sent that is the work of this reading of it: the newest, and not too long ago. */
  readonly mayCall: (adopted: Adopted) => boolean
  /** Whether a turn may be committed that worked with this reading. */
  readonly mayCommit: (adopted: Adopted) => boolean
  /** Since when it cannot be used, in epoch milliseconds; undefined while the last reading was good. */
  readonly refusedSince: () => number | undefined
}

/** What {@link openDirectory} needs. */
export type DirectoryOptions = {
  readonly path: string
  readonly env: NodeJS.ProcessEnv
  readonly partitions: number
  readonly log: Logger
  readonly metrics: Metrics<'enricher'>
  readonly clock: Clock
}

/**
 * Opens the directory and reads it again every ten seconds, with the secrets that it names. One that cannot be used is
 * refused, and the last good one stays.
 *
 * @throws DirectoryError when the first one cannot be used
 */
export async function openDirectory(options: DirectoryOptions): Promise<Opened<KnownDirectory>> {
  const { path, env, partitions, log, metrics, clock } = options
  const seenAt = new WeakMap<Adopted, number>()
  let current: Adopted | undefined
  let refusedSince: number | undefined

  const onLook = ({ outcome, value, beganAt }: Look<Directory>) => {
    metrics.directoryReads.inc({ outcome })
    refusedSince = outcome === 'refused' ? (refusedSince ?? clock.now()) : undefined
    if (outcome !== 'refused') metrics.directoryReadAt.set(clock.now() / 1000)
    const now = clock.mono()
    const before = current && { adopted: current, seenAt: seenAt.get(current) ?? 0 }
    if (before === undefined || before.adopted.directory !== value || now - before.seenAt > lateMs) {
      current = adoptDirectory(before, value, partitions, now)
      // As beginCounts, of those whose names are known by now.
      for (const { name } of value.credentials) metrics.frozenSeconds.inc({ credential: name }, 0)
      if (before !== undefined) tellChange(current, outcome, now)
    }
    // A file that is broken for all of us parts nobody.
    if (current !== undefined) seenAt.set(current, beganAt)
  }
  const tellChange = ({ directory, routing }: Adopted, outcome: string, now: number) => {
    const waits = [...routing.openings].map(([enterprise, at]) => ({
      enterprise,
      seconds: Math.ceil((at - now) / 1000),
    }))
    const credentials = directory.credentials.map(({ name }) => name)
    if (outcome === 'changed') log.info({ credentials }, 'the directory has changed')
    else log.warn('the directory was not looked at for too long, and may have changed meanwhile')
    if (waits.length > 0) {
      log.info({ waits }, 'enterprises that come from another lane wait until its owner has surely stopped')
    }
  }
  const read = () => readDirectory(path, env)
  const { close } = await openReread({ what: 'the directory', read, intervalMs: rereadMs, log, onLook })
  return {
    value: {
      current: () => {
        if (current === undefined) throw new Error('The directory was read and not adopted')
        return current
      },
      mayCall: (reading) => reading === current && mayCall(seenAt.get(reading) ?? 0, clock.mono()),
      mayCommit: (reading) => mayCommit(seenAt.get(reading) ?? 0, clock.mono()),
      refusedSince: () => refusedSince,
    },
    close,
  }
}
