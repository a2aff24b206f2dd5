import { type InputRecord, KafkaError, type StoredRecord, type TurnOutput } from '@bellhop/kafka'
import { laneOf } from '@bellhop/mews'
import type { Control, ThinEvent, WaitingEvent } from '@bellhop/records'
import type { Routing } from '../route-event.ts'
import type { WorkTask } from '../work-task.ts'
import { serializerOf, topics } from './registry.ts'

/** A task without a broker: its topics are lists, and what is committed can be looked at. */
export type FakeTask = WorkTask & {
  readonly put: (topic: string, key: string | null, value: Buffer | null) => void
  /** Puts thin events where the ingress would. */
  readonly putThin: (events: readonly ThinEvent[], routing: Routing) => void
  readonly putWaiting: (topic: string, event: WaitingEvent, key: string) => void
  readonly putControl: (word: Control) => void
  readonly turns: TurnOutput[]
  /** What stands in partition 0 of the state topic: what it began with, and what was committed. */
  readonly stored: StoredRecord[]
  readonly abort: () => void
}

export type FakeTaskOptions = {
  readonly owns?: () => boolean
  /** Asked at each commit; what it throws is what the commit throws. */
  readonly beforeCommit?: (turn: TurnOutput) => void | Promise<void>
  /** Whether what is written to a retry topic is read from it again. */
  readonly isFedBack?: boolean
  readonly notes?: ReadonlyMap<string, string>
  readonly isBehind?: () => boolean
  /** What owners before have written to the state topic. */
  readonly stored?: readonly StoredRecord[]
}

const thinBytes = serializerOf('thin-event')
const controlBytes = serializerOf('control')
const waitingBytes = serializerOf('waiting-event')

/** Creates partition 0 of every event and retry topic and of the control topic, empty. */
export function createFakeTask(options: FakeTaskOptions = {}): FakeTask {
  const controller = new AbortController()
  const queues = new Map<string, { head: number; records: InputRecord[] }>(
    [...topics.events, ...topics.retries, topics.control].map((topic) => [topic, { head: 0, records: [] }]),
  )
  const turns: TurnOutput[] = []
  const stored = [...(options.stored ?? [])]

  const put = (topic: string, key: string | null, value: Buffer | null) => {
    const queue = queues.get(topic)
    if (queue === undefined) throw new Error(`${topic} is not a topic of the task`)
    queue.records.push({ topic, partition: 0, offset: queue.records.length, key, value, timestamp: Date.now() })
  }
  const mailbox: WorkTask['mailbox'] = {
    take: (limit, accept) => {
      const taken: InputRecord[] = []
      for (const queue of queues.values()) {
        while (taken.length < limit) {
          const next = queue.records[queue.head]
          if (next === undefined || !accept(next)) break
          taken.push(next)
          queue.head += 1
        }
      }
      return taken
    },
    heads: () =>
      [...queues.values()].flatMap(({ head, records }) => {
        const first = records[head]
        return first === undefined
          ? []
          : [{ head: first, keys: new Set(records.slice(head).map(({ key }) => key ?? '')) }]
      }),
    lastOf: (topic, isWanted) => {
      const { head, records } = queues.get(topic) ?? { head: 0, records: [] }
      return records.slice(head).findLast(isWanted)
    },
    arrival: (maxMs) => new Promise((resolve) => setTimeout(resolve, maxMs)),
  }

  return {
    partition: 0,
    mailbox,
    notes: options.notes ?? new Map(),
    signal: controller.signal,
    owns: () => !controller.signal.aborted && (options.owns?.() ?? true),
    isBehind: options.isBehind ?? (() => false),
    commit: async (turn) => {
      await options.beforeCommit?.(turn)
      if (turn.mayCommit?.() === false) throw new KafkaError('kafka.task-lost', 'may not commit its turn any more')
      turns.push(turn)
      for (const { topic, key, value } of turn.records) {
        if (topic === topics.state) {
          stored.push({ offset: stored.length, key: key === null ? null : Buffer.from(key), value })
        }
      }
      if (!options.isFedBack) return
      for (const { topic, key, value } of turn.records) if (queues.has(topic)) put(topic, key, value)
    },
    setBarrier: async () => 0,
    put,
    putThin: (events, { lanes }) => {
      for (const event of events) {
        put(topics.event(event.discriminator) ?? '', laneOf(lanes, event.enterprise_id), thinBytes(event))
      }
    },
    putControl: (word) => put(topics.control, word.lane, controlBytes(word)),
    putWaiting: (topic, event, key) => put(topic, key, waitingBytes(event)),
    turns,
    stored,
    abort: () => controller.abort(),
  }
}
