import type { InputRecord } from './record.ts'

/** What a task has been brought and has not yet taken, by topic. Bounded: a full topic is to be paused. */
export type Mailbox = {
  /**
   * Puts in what was fetched from `fetchedOffset` on.
   *
   * @param lastOffset - how far the fetch came, the markers and aborted records behind the last record counted
   * @returns false when a batch does not begin where it has to: it is left out, and the topic is to be fetched again from
   * there. What comes then is taken wherever it begins: what stood between was transaction markers, aborted records, or is
   * compacted away, none of which kafkajs ever brings.
   */
  readonly offer: (topic: string, fetchedOffset: number, records: readonly InputRecord[], lastOffset: number) => boolean
  /** Notes that a fetch brought nothing but transaction markers and aborted records, from `first` up to `last`. */
  readonly skip: (topic: string, first: number, last: number) => void
  /** From where a topic has to be fetched on; undefined for a topic that is not one of the task's. */
  readonly position: (topic: string) => number | undefined
  /**
   * From where a topic has to be read on once all of its records before `offset` have ended: behind the markers and aborted
   * records that follow there, as far as was fetched. Were they not counted as read, retention would leave us behind where
   * the log begins once it has deleted them.
   */
  readonly past: (topic: string, offset: number) => number
  /**
   * Takes records in order of offset within each topic, topics in turn, until `limit` are taken, the topics are empty, or
   * `accept` declined one: then nothing more of its topic is taken this time.
   */
  readonly take: (limit: number, accept: (record: InputRecord) => boolean) => InputRecord[]
  /** The first record of each topic that has any, and all keys that wait there. */
  readonly heads: () => Array<{ readonly head: InputRecord; readonly keys: ReadonlySet<string> }>
  /** The first record of a topic that waits. */
  readonly headOf: (topic: string) => InputRecord | undefined
  /** The last record of a topic that waits and of which `isWanted` holds. */
  readonly lastOf: (topic: string, isWanted: (record: InputRecord) => boolean) => InputRecord | undefined
  /** How many records wait. */
  readonly size: () => number
  /** Whether the topic has as much as it may have. */
  readonly isFull: (topic: string) => boolean
  /** Whether the topic has so little that more may be fetched. */
  readonly isLow: (topic: string) => boolean
  /** Resolves when something was put in since the last `take`, at once if so, or after `maxMs`. */
  readonly arrival: (maxMs: number) => Promise<void>
}

type Queue = {
  /** The offset that comes next; undefined until the first batch has come. */
  next: number | undefined
  readonly start: number
  /** From where it was to go on when a batch that began elsewhere was left out last. */
  declinedAt: number | undefined
  head: number
  bytes: number
  records: InputRecord[]
  /** How many records wait under each key. */
  readonly keys: Map<string, number>
  /** Where nothing is to be read: from an offset on, up to another; in order, and the last one may grow. */
  gaps: Array<{ readonly from: number; to: number }>
}

/** Bounds of one topic in a mailbox. */
export type MailboxBounds = { readonly maxRecords: number; readonly maxBytes: number }

/**
 * Creates the mailbox of a task.
 *
 * @param starts - for each topic the offset from which it has to be read
 */
export function createMailbox(starts: ReadonlyMap<string, number>, bounds: MailboxBounds): Mailbox {
  const queues = new Map<string, Queue>(
    [...starts].map(([topic, start]) => [
      topic,
      { next: undefined, start, declinedAt: undefined, head: 0, bytes: 0, records: [], keys: new Map(), gaps: [] },
    ]),
  )
  let turn = 0
  let hasArrived = false
  let wake: (() => void) | undefined

  const waitingIn = (queue: Queue) => queue.records.length - queue.head

  return {
    offer: (topic, fetchedOffset, records, lastOffset) => {
      const queue = queues.get(topic)
      if (queue === undefined) return false
      // It may have been fetched before the task was opened, or before the leader moved. What is fetched from there once more
      // is right: nothing that is ever brought stood between.
      const from = queue.next ?? queue.start
      const isElsewhere = queue.next === undefined ? fetchedOffset !== from : fetchedOffset > from
      if (isElsewhere && queue.declinedAt !== from) {
        queue.declinedAt = from
        return false
      }
      for (const record of records) {
        if (record.offset < from) continue
        queue.records.push(record)
        queue.bytes += record.value?.byteLength ?? 0
        queue.keys.set(keyOf(record), (queue.keys.get(keyOf(record)) ?? 0) + 1)
      }
      const last = records.at(-1)
      queue.next = Math.max(from, last === undefined ? from : last.offset + 1)
      leave(queue, lastOffset)
      hasArrived = true
      wake?.()
      return true
    },
    skip: (topic, first, last) => {
      const queue = queues.get(topic)
      // As with a batch: one that begins elsewhere may have been fetched for somebody else.
      if (queue === undefined || (queue.next === undefined ? first !== queue.start : first > queue.next)) return
      queue.next ??= queue.start
      leave(queue, last)
    },
    position: (topic) => {
      const queue = queues.get(topic)
      return queue?.next ?? queue?.start
    },
    past: (topic, offset) => {
      const queue = queues.get(topic)
      if (queue === undefined) return offset
      queue.gaps = queue.gaps.filter(({ to }) => to >= offset)
      const next = queue.gaps[0]
      return next !== undefined && next.from <= offset ? next.to : offset
    },
    take: (limit, accept) => {
      hasArrived = false
      const taken: InputRecord[] = []
      turn += 1
      let open = [...queues.values()]
      open.push(...open.splice(0, turn % open.length))
      while (open.length > 0 && taken.length < limit) {
        const share = Math.ceil((limit - taken.length) / open.length)
        open = open.filter((queue) => takeFrom(queue, taken, Math.min(share, limit - taken.length), accept))
      }
      return taken
    },
    heads: () =>
      [...queues.values()].flatMap(({ records, head, keys }) => {
        const first = records[head]
        return first === undefined ? [] : [{ head: first, keys: new Set(keys.keys()) }]
      }),
    headOf: (topic) => {
      const queue = queues.get(topic)
      return queue?.records[queue.head]
    },
    lastOf: (topic, isWanted) => {
      const { records, head } = queues.get(topic) ?? { records: [], head: 0 }
      for (let place = records.length - 1; place >= head; place -= 1) {
        const record = records[place]
        if (record !== undefined && isWanted(record)) return record
      }
      return undefined
    },
    size: () => [...queues.values()].reduce((sum, queue) => sum + waitingIn(queue), 0),
    isFull: (topic) => {
      const queue = queues.get(topic)
      return queue !== undefined && (waitingIn(queue) >= bounds.maxRecords || queue.bytes >= bounds.maxBytes)
    },
    isLow: (topic) => {
      const queue = queues.get(topic)
      return queue !== undefined && waitingIn(queue) < bounds.maxRecords / 2 && queue.bytes < bounds.maxBytes / 2
    },
    arrival: (maxMs) => {
      if (hasArrived) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(done, maxMs)
        function done() {
          clearTimeout(timer)
          wake = undefined
          resolve()
        }
        wake = done
      })
    },
  }
}

/** Goes on behind `lastOffset`, and notes that nothing is to be read up to there. */
function leave(queue: Queue, lastOffset: number): void {
  const from = queue.next ?? queue.start
  if (lastOffset < from) return
  queue.next = lastOffset + 1
  const last = queue.gaps.at(-1)
  if (last?.to === from) last.to = queue.next
  else queue.gaps.push({ from, to: queue.next })
}

/** Takes up to `limit` records from a queue; tells whether it has more to give. */
function takeFrom(
  queue: Queue,
  taken: InputRecord[],
  limit: number,
  accept: (record: InputRecord) => boolean,
): boolean {
  const end = Math.min(queue.records.length, queue.head + limit)
  while (queue.head < end) {
    const record = queue.records[queue.head]
    if (record === undefined || !accept(record)) return false
    taken.push(record)
    queue.head += 1
    queue.bytes -= record.value?.byteLength ?? 0
    const left = (queue.keys.get(keyOf(record)) ?? 1) - 1
    if (left === 0) queue.keys.delete(keyOf(record))
    else queue.keys.set(keyOf(record), left)
  }
  // Cutting the front off an array costs its length, so it is done when half of it is spent. An empty one holds nothing.
  if (queue.head === queue.records.length || (queue.head > 1_000 && queue.head * 2 > queue.records.length)) {
    queue.records = queue.records.slice(queue.head)
    queue.head = 0
  }
  return queue.head < queue.records.length
}

function keyOf({ key }: InputRecord): string {
  return key ?? ''
}
