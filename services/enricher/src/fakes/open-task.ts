import type { ReadPartition } from '@bellhop/kafka'
import { createBreaker } from '@bellhop/mews'
import type { ThinEvent } from '@bellhop/records'
import { createMetrics } from '@bellhop/runtime'
import { type Mock, vi } from 'vitest'
import { createAdmission } from '../admission.ts'
import type { SendUntil } from '../api.ts'
import { createFetchClock } from '../clock.ts'
import type { Halts } from '../halts.ts'
import { createHeed } from '../heed-control.ts'
import type { Observe } from '../observe.ts'
import { createRunTask } from '../run-task.ts'
import { createSend } from '../send-call.ts'
import type { Memory } from '../states.ts'
import { createTellHalts } from '../tell-halts.ts'
import type { Tokens } from '../tokens.ts'
import { createTurnstile } from '../turnstile.ts'
import { credentialOf, routingOf } from './credentials.ts'
import { createFakeDirectory } from './directory.ts'
import { thinOf } from './events.ts'
import { createFakeCodecs, entityNames } from './lane.ts'
import { type AnswerCall, createFakeMews } from './mews.ts'
import { openLog } from './open-log.ts'
import { readerOf, topics } from './registry.ts'
import { runUntil } from './run-until.ts'
import { createFakeTask, type FakeTask, type FakeTaskOptions } from './task.ts'

export const grand = credentialOf('grand')
export const petite = credentialOf('petite')
export const routing = routingOf([grand, petite])
export const topic = 'mews.events.customer-updated'
export const readDeadLetter = readerOf('dead-letter')
export const readWaiting = readerOf('waiting-event')
type Published = { readonly event_ids: readonly string[]; readonly fetched_at: number }
export const readers: Readonly<Record<string, (value: Buffer | null) => Published>> = Object.fromEntries(
  entityNames.map((entity) => [topics.entity(entity), readerOf(entity)]),
)

const codecs = await createFakeCodecs()

/** A task without a broker, before a simulated Mews that answers so; nothing runs yet. */
export function openTask(answer?: AnswerCall, options: FakeTaskOptions = {}, latencyMs?: (nth: number) => number) {
  const mews = createFakeMews(answer, latencyMs)
  const task = createFakeTask(options)
  const observe = {
    committed: vi.fn<Observe['committed']>(),
    restoring: vi.fn<Observe['restoring']>(),
    restored: vi.fn<Observe['restored']>(),
    failed: vi.fn<Observe['failed']>(),
    frozen: vi.fn<Observe['frozen']>(),
    parked: vi.fn<Observe['parked']>(),
    strangers: vi.fn<Observe['strangers']>(),
  }
  const standings = new Set<Tokens>()
  const halted = new Set<Halts>()
  const signals: AbortSignal[] = []
  const breaker = createBreaker(
    async (call) => {
      const credential = [grand, petite].find(({ accessToken }) => accessToken === call.accessToken) ?? grand
      return (await mews.send(credential, call, 0)).answer
    },
    () => 'https://api.example.com',
    () => undefined,
  )
  const { log, lines } = openLog()
  const clock = createFetchClock()
  const pass = createTurnstile()
  const sendOn = createSend(breaker.fetchPage, createMetrics('enricher'), log, clock, pass)
  const send: SendUntil = (...call) => {
    signals.push(call[3])
    return sendOn(...call)
  }
  const directory = createFakeDirectory([grand, petite])
  const memories = new Set<Memory>()
  const readPartition: ReadPartition = (_to, _signal, onRecords) => Promise.resolve(onRecords(task.stored))
  const heed = createHeed(topics.control, readerOf('control'), log)
  const tellHalts = createTellHalts(log)
  const sets = { standings, memories, halted }
  const given = { ...codecs, topics, directory, send, breaker, clock, observe, readPartition }
  const admit = createAdmission(() => false, clock.mono)
  const tools = { ...given, ...sets, heed, admit, pass, tellHalts }
  const runTask = createRunTask(tools)
  const put = (...events: ThinEvent[]) => task.putThin(events, routing)
  const running = () => {
    const run = runTask(task)
    run.catch(() => undefined)
    return run
  }
  return { ...mews, task, directory, observe, ...sets, tools, lines, signals, put, running, runTask }
}

/** Runs the task for a while, then takes it away. */
export async function runFor(ms: number, task: FakeTask, running: () => Promise<void>) {
  const run = running()
  await vi.advanceTimersByTimeAsync(ms)
  task.abort()
  await runUntil(run)
}

/** A thin event by its id. */
export const event = (event_id: string, given: Partial<ThinEvent> = {}) => thinOf({ event_id, ...given })

/** Ids of the events that stand in an entity record or in a dead letter, as often as they do. */
export function endedIn(task: FakeTask): Array<string | null> {
  return task.turns.flatMap(({ records }) =>
    records.flatMap(({ topic: name, value }): ReadonlyArray<string | null> => {
      if (name === topics.deadLetterEvents) return [readDeadLetter(value).event_id]
      return topics.entities.includes(name) ? (readers[name]?.(value).event_ids ?? []) : []
    }),
  )
}

/** Ids of the events that ended unchanged. */
export function unchangedIn(observe: { readonly committed: Mock<Observe['committed']> }): string[] {
  return observe.committed.mock.calls.flatMap(([, { ended }]) =>
    ended.filter(({ end }) => end.end === 'unchanged').map(({ event: { thin } }) => thin.event_id),
  )
}
