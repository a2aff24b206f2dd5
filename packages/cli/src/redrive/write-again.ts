import { setTimeout as delay } from 'node:timers/promises'
import { AvroError } from '@bellhop/avro'
import { isHopeless, type ReadPartition, type Span, type Writer } from '@bellhop/kafka'
import { BellhopError, type Opened } from '@bellhop/runtime'
import type { Addressed } from './address-events.ts'
import type { Found } from './found.ts'
import type { Ledger, Place } from './ledger.ts'
import type { Outlet } from './open-outlet.ts'
import { createPace, eventsPerBatch } from './pace.ts'
import { runPass } from './run-pass.ts'
import { countRefused, type Tally } from './tally.ts'
import { type Run, type RunEnd, toBatchAudit, toEndAudit } from './to-audit.ts'

/** What is written once more, from where, and how fast; `T` is a source record, read. */
export type WriteAgainOptions<T> = {
  readonly run: Run
  readonly spans: readonly Span[]
  readonly readPartition: ReadPartition
  readonly readLedger: () => Promise<Ledger>
  readonly read: (place: Place, value: Buffer) => Promise<Found<T> | undefined> | Found<T> | undefined
  readonly make: (record: T, place: Place) => Promise<Addressed> | Addressed
  readonly eventsPerSecond: number | undefined
  readonly signal: AbortSignal
  readonly onProgress: (tally: Tally) => void
  readonly onTrouble: (error: unknown) => void
  /** Milliseconds between tries; for tests. */
  readonly againMs?: number
}

/** What a run came to. */
export type Written = { readonly tally: Tally; readonly outcome: RunEnd['outcome'] }

/** Tries one after the other in which nothing could be written. */
const maxFailures = 5
const defaultAgainMs = 1_000

/** Says what would be written, and writes nothing. */
export async function tryAgain<T>(options: WriteAgainOptions<T>): Promise<Written> {
  const { run, readLedger, signal } = options
  const ledger = await readLedger()
  const { tally, isWhole } = await runPass({
    ...options,
    isDone: (place) => ledger.isDone(run, place),
    write: () => Promise.resolve(true),
    pace: () => Promise.resolve(),
    maxEvents: eventsPerBatch(undefined),
    signal,
  })
  return { tally, outcome: isWhole ? 'finished' : 'interrupted' }
}

/**
 * Writes the events of all source records that are meant and were not written before.
 *
 * Each batch is one transaction with a record of the audit topic that says which source records it was made of; that topic
 * alone says what is done. (A group's offsets could not: they say how far one has read, and not which of it a filter left
 * for later.) All runs under a prefix share one transactional id, so only one writes at a time, and who comes later knows
 * all that was done before. After an error it begins anew with what the topic says.
 *
 * @param open - opens the writer that all runs share; after it the ledger tells all that was ever written
 * @throws BellhopError `taken-over` when another run has begun since; what is refused for ever; the last error of five
 */
export async function writeAgain<T>(
  open: () => Promise<Opened<Writer>>,
  encode: Outlet['encode'],
  options: WriteAgainOptions<T>,
): Promise<Written> {
  const { run, readLedger, eventsPerSecond, signal, onTrouble, againMs = defaultAgainMs } = options
  const pace = createPace(
    eventsPerSecond,
    () => performance.now(),
    (ms) => delay(ms, undefined, { signal }),
  )
  let number = 0
  let failures = 0

  const work = async (writer: Writer): Promise<Written> => {
    const ledger = await readLedger()
    const before = ledger.ofRun(run.id)
    const { tally, isWhole } = await runPass({
      ...options,
      isDone: (place) => ledger.isDone(run, place),
      write: async (batch) => {
        const audit = toBatchAudit(run, number++, batch, Date.now())
        const isWritten = await writer.write(encode(batch.events, audit), () => !signal.aborted)
        if (isWritten) failures = 0
        return isWritten
      },
      pace,
      maxEvents: eventsPerBatch(eventsPerSecond),
    })
    // What an earlier try of this run has written was found done by this one.
    const whole: Tally = {
      ...tally,
      already: tally.already - before.records,
      records: tally.records + before.records,
      events: tally.events + before.events,
    }
    const outcome = isWhole ? 'finished' : 'interrupted'
    const end = { outcome, records: whole.records, events: whole.events, refused: countRefused(whole) } as const
    await writer.write(encode([], toEndAudit(run, number++, end, Date.now())), () => true)
    return { tally: whole, outcome }
  }

  for (;;) {
    try {
      const { value, close } = await open()
      try {
        return await work(value)
      } finally {
        await close()
      }
    } catch (error) {
      if (isFenced(error)) throw toTakenOver(error)
      failures += 1
      if (signal.aborted || !isWorthATry(error) || failures === maxFailures) throw error
      onTrouble(error)
      await delay(againMs, undefined, { signal })
    }
  }
}

/** The broker's word to a producer whose transactional id was opened by another. */
function isFenced(error: unknown): boolean {
  if (!(error instanceof Error) || !('type' in error)) return false
  return error.type === 'INVALID_PRODUCER_EPOCH' || error.type === 'PRODUCER_FENCED'
}

/** What the brokers refuse, and records that cannot be read, will be the same at the next try. */
function isWorthATry(error: unknown): boolean {
  return !isHopeless(error) && !(error instanceof AvroError)
}

function toTakenOver(cause: unknown): BellhopError {
  const message =
    'Another redrive or replay has begun since, and only one writes at a time: run this again when that one has ended. Nothing is written twice.'
  return new BellhopError({ code: 'taken-over', message, cause })
}
