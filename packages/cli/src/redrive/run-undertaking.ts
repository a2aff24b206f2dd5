import { randomUUID } from 'node:crypto'
import { openWriter, type ReadPartition, type Span } from '@bellhop/kafka'
import { readDirectoryLanes } from '@bellhop/mews'
import { describeError } from '@bellhop/runtime'
import type { Surroundings } from '../define-command.ts'
import type { ExitCode } from '../exit-codes.ts'
import { whoAsks } from '../who-asks.ts'
import { addressEvents } from './address-events.ts'
import type { Choice } from './choice.ts'
import type { Found } from './found.ts'
import type { Place, Undertaking } from './ledger.ts'
import type { Archive } from './open-archive.ts'
import { openOutlet } from './open-outlet.ts'
import { renderProgress, renderWritten } from './render-written.ts'
import { toExitCode } from './to-exit-code.ts'
import { tryAgain, type Written, writeAgain } from './write-again.ts'

/** How an operator wants it done. */
export type UndertakingOptions = {
  readonly dryRun?: boolean
  /** Events a second. */
  readonly rate?: number
  /** Who asks; the user of the machine where left out. */
  readonly by?: string
}

/** What is to be done, and how; `T` is a source record, read. */
export type UndertakingPlan<T> = {
  readonly undertaking: Undertaking
  /** What the source records are called: `dead letters`. */
  readonly what: string
  readonly filter: unknown
  readonly spans: readonly Span[]
  readonly readPartition: ReadPartition
  readonly read: (place: Place, value: Buffer) => Promise<Found<T> | undefined> | Found<T> | undefined
  readonly toChoice: (record: T, place: Place) => Promise<Choice> | Choice
  /** Whether it is well that none is meant. */
  readonly mayBeNone: boolean
  readonly options: UndertakingOptions
}

/** Writes events once more, or says what would be written, and tells what it came to. */
export async function runUndertaking<T>(
  archive: Archive,
  directoryFile: string,
  { env, print, signal }: Pick<Surroundings, 'env' | 'print' | 'signal'>,
  plan: UndertakingPlan<T>,
): Promise<{ readonly written: Written; readonly exitCode: ExitCode }> {
  const { kafka, registry, topics, specs, readLedger } = archive
  const { undertaking, what, filter, spans, readPartition, read, toChoice, mayBeNone, options } = plan
  const lanes = await readDirectoryLanes(directoryFile, env)
  const isDry = options.dryRun === true
  const partitions = specs[0]?.partitions ?? 1
  const work = {
    run: {
      ...undertaking,
      id: randomUUID(),
      requestedBy: whoAsks(options.by),
      filter,
      startedAt: Date.now(),
    },
    spans,
    readPartition,
    readLedger,
    read,
    make: async (record: T, place: Place) => addressEvents(await toChoice(record, place), lanes, topics, partitions),
    eventsPerSecond: options.rate,
    signal,
    onProgress: (tally: Written['tally']) => print.progress(renderProgress(tally, isDry)),
    onTrouble: (error: unknown) => print.note(`Trying again from what is written: ${describeError(error)}`),
  }
  const write = async () => {
    const { countPartitions, encode } = await openOutlet(kafka, registry, topics, specs)
    return writeAgain(() => openWriter(kafka, { transactionalId: topics.redrives, countPartitions }), encode, work)
  }
  const written = isDry ? await tryAgain(work) : await write()
  const { run } = work
  print.answer(
    { run: run.id, ...undertaking, dryRun: isDry, filter, outcome: written.outcome, ...written.tally },
    renderWritten(written, what, isDry),
  )
  return { written, exitCode: toExitCode(written, mayBeNone) }
}
