import type { InputRecord } from '@bellhop/kafka'
import { laneOf } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import type { Admitted } from './admission.ts'
import type { Decoded, DecodeEvent } from './decode-event.ts'
import type { DeadLettered } from './end.ts'
import type { Heed } from './heed-control.ts'
import { hasAnswer, isHeldUp } from './is-held-up.ts'
import { isReleased } from './is-released.ts'
import type { LaneBook } from './lane-book.ts'
import type { LaneTools, LaneTurn } from './lane-tools.ts'
import { orDropped } from './or-dropped.ts'
import { othersWait } from './others-wait.ts'
import type { PassOver } from './pass-over.ts'
import type { PendingEvent } from './pending-event.ts'
import { type Routing, routeEvent } from './route-event.ts'
import { graceMs, runLane } from './run-lane.ts'
import { haveEnough, leastMs, toDeadline } from './share-turn.ts'
import { toTurnResult } from './to-turn-result.ts'
import type { EndedEvent, EndedRecord, TurnResult } from './turn.ts'
import type { Pass } from './turnstile.ts'
import type { WorkTask } from './work-task.ts'

/** What a turn needs. */
export type TurnTools = {
  readonly task: WorkTask
  readonly events: DecodeEvent
  readonly routing: Routing
  readonly lane: LaneTools
  readonly heed: Heed
  readonly admitted: Pick<Admitted, 'mayCall' | 'isSaturated'>
  readonly pass: Pass
  /** Whether records of the topic wait until they are due. */
  readonly isRetry: (topic: string) => boolean
  readonly passOver: PassOver
  /** False once the directory has changed: what is routed then ends soon, and without another call. */
  readonly isCurrent: () => boolean
}

/** Records that one turn works through at most. */
const maxTurnRecords = 10_000
/** Records that it takes at once, before it looks whether it has enough. */
const takeAtOnce = 1_000
/** Bytes of values after which a turn takes no more records; the last one may go beyond. */
const maxTurnBytes = 32 * 1024 * 1024
/** Milliseconds between looks at whether older turns still need the whole process. */
const lookMs = 50
/** Milliseconds in which a turn takes in what arrives once it has what waited for it. */
const growMs = 1_000
/** Milliseconds waited before the first call, so that the events of one webhook, which stand on several topics, meet. */
const gatherMs = 150

type Lane = { readonly book: LaneBook; running: Promise<void> | undefined }

/**
 * Takes what waits in a task's mailbox and works until every record taken has an end. Nothing is written here. While older
 * turns need the whole process it takes nothing.
 *
 * The lanes run side by side. What arrives meanwhile is taken in for a while, so that calls go out full. When lanes
 * share the partition the turn has a deadline, and what a lane cannot fetch by then is deferred; so it is when a token
 * has to rest for long and there is something else to write or to take, and at once when the directory changes. A call
 * that is under way then is not thrown away, unless the directory has changed: what it brings serves the deferred events
 * in a later turn.
 *
 * @returns undefined when there was nothing to take. When the task is lost meanwhile the ends are incomplete: nothing of
 * it may be written.
 * @throws what a lane threw, after all of them have stopped making calls
 */
export async function runTurn(tools: TurnTools): Promise<{ taken: InputRecord[]; result: TurnResult } | undefined> {
  const { task, events, routing, lane: laneTools, heed, admitted, pass, isRetry, passOver, isCurrent } = tools
  const { clock, halts } = laneTools
  const isDue = (record: InputRecord) => !isRetry(record.topic) || dueAt(record) <= clock.now()
  const dueAt = (record: InputRecord) =>
    events.dueAt(record, (event) => isReleased(event, routing, laneTools, record.timestamp))
  passOver.look(isDue)
  const hasWork = () => task.mailbox.heads().some(({ head }) => isDue(head) || passOver.isPassed(head))
  // What is taken in lies in memory, and behind it what it brings: younger turns leave theirs where it is.
  while (hasWork() && !laneTools.signal.aborted && !admitted.mayCall()) await pause(lookMs)

  let growsUntil = Number.POSITIVE_INFINITY
  let hasBegun = false
  const taken: InputRecord[] = []
  const ended: EndedEvent[] = []
  const unreadable: EndedRecord[] = []
  const lanes = new Map<string, Lane>()
  const failed: Promise<void>[] = []
  let sharedAt: number | undefined
  /** Since when the lanes may make no more calls. */
  let lateSince: number | undefined
  let takenBytes = 0

  const file = (event: PendingEvent) => {
    const route = orDropped(event, routeEvent(event.thin, task.partition, routing, clock.mono()), halts)
    if (route.to === 'end') return void ended.push({ event, lane: route.lane, end: route.end })
    const { operation } = entities[route.entity]
    const { haltedAt } = event.trials
    if (haltedAt !== null) halts.takeOver(route.lane, operation, haltedAt, clock.now())
    const lane: Lane = lanes.get(route.lane) ?? { book: laneTools.books.of(route.lane), running: undefined }
    lanes.set(route.lane, lane)
    lane.book.add(event, route.entity, route.credential)
  }
  const passOn = (event: PendingEvent, at: number) => {
    ended.push({ event, lane: laneOf(routing.lanes, event.thin.enterprise_id), end: passOver.toEnd(event, at) })
  }
  const books = () => [...lanes.values()].map(({ book }) => book)
  const isFull = () =>
    taken.length >= maxTurnRecords ||
    takenBytes >= maxTurnBytes ||
    // A lane that is alone is never deferred.
    (lanes.size > 1 && !hasOthers() && haveEnough(books(), laneTools.tokens, clock.mono(), hasBegun))
  const takeIn = async () => {
    while (!isFull() && clock.mono() <= growsUntil && isCurrent()) {
      if ((await takeSome()) < takeAtOnce) return
      await pass()
    }
  }
  const takeSome = async () => {
    const now = clock.now()
    const passed = new Map<InputRecord, number>()
    const records = task.mailbox.take(Math.min(takeAtOnce, maxTurnRecords - taken.length), (record) => {
      if (takenBytes >= maxTurnBytes) return false
      const at = dueAt(record)
      if (at > now && !(at < Number.POSITIVE_INFINITY && passOver.isPassed(record))) return false
      if (at > now) passed.set(record, at)
      takenBytes += record.value?.byteLength ?? 0
      return true
    })
    for (const record of records) {
      if (heed(record, halts, now)) continue
      taken.push(record)
      const decoding = events.decode(record)
      const decoded = decoding instanceof Promise ? await decoding : decoding
      const waitsUntil = passed.get(record)
      if (isDead(decoded)) unreadable.push({ source: record, original: record.value, end: decoded })
      else if (waitsUntil === undefined) file(decoded)
      else passOn(decoded, waitsUntil)
    }
    return records.length
  }
  const isOver = () => laneTools.signal.aborted || failed.length > 0
  const turn: LaneTurn = {
    isOver,
    deadlineAt: () => {
      const now = clock.mono()
      if (!isCurrent()) {
        lateSince ??= now
        return lateSince
      }
      if (isShared() || (isHeldUpAt(now) && hasMore())) sharedAt ??= now
      if (sharedAt === undefined) return undefined
      if (now < sharedAt + leastMs) return sharedAt + leastMs
      const at = toDeadline(books(), laneTools.tokens, sharedAt, now, lateSince !== undefined)
      // What is answered may have to be asked for again, and there may be time for that.
      lateSince = at > now ? undefined : (lateSince ?? now)
      return lateSince ?? at
    },
    mayCall: admitted.mayCall,
    // What is routed by a directory that has changed ends soon, however slow we are.
    isSaturated: () => isCurrent() && admitted.isSaturated(),
    pause,
    grow: async () => {
      await takeIn()
      startLanes()
    },
  }
  const hasOthers = () => othersWait(task.mailbox.heads(), lanes, isDue)
  const isShared = () => lanes.size > 1 || hasOthers()
  const isHeldUpAt = (now: number) => [...lanes.values()].some(({ book }) => isHeldUp(book, laneTools.tokens, now))
  const hasMore = () =>
    ended.length + unreadable.length > 0 || [...lanes.values()].some(({ book }) => hasAnswer(book)) || hasWork()
  // What is under way then, the turns after ask for.
  const isUp = () => lateSince !== undefined && clock.mono() >= lateSince + graceMs
  const startLanes = () => {
    if (isOver() || isUp()) return
    for (const lane of lanes.values()) {
      if (lane.running !== undefined || lane.book.isSettled()) continue
      const run = runLane(lane.book, turn, laneTools)
      const end = () => {
        lane.running = undefined
      }
      lane.running = run.then(end, () => {
        failed.push(run)
        end()
      })
    }
  }

  // However long that takes: calls are dear, and none goes out half full where its ids lie waiting.
  await takeIn()
  if (taken.length === 0) return undefined
  growsUntil = clock.mono() + growMs
  if (!isFull()) {
    await pause(gatherMs)
    await takeIn()
  }
  hasBegun = true
  startLanes()
  for (let running = runningOf(lanes); running.length > 0; running = runningOf(lanes)) {
    await Promise.race(running)
    // One that was about to end when an event came for it did not see it.
    startLanes()
  }
  await Promise.all(failed)
  return { taken, result: toTurnResult(laneTools.books.endTurn(clock.mono()), ended, unreadable) }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function runningOf(lanes: ReadonlyMap<string, Lane>): Promise<void>[] {
  return [...lanes.values()].map(({ running }) => running).filter((running) => running !== undefined)
}

function isDead(decoded: Decoded): decoded is DeadLettered {
  return 'end' in decoded
}
