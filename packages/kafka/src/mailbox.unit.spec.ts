import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMailbox, type Mailbox, type MailboxBounds } from './mailbox.ts'
import type { InputRecord } from './record.ts'

const bounds: MailboxBounds = { maxRecords: 100, maxBytes: 10_000 }

function record(topic: string, offset: number, key: string | null = 'lane', bytes = 10): InputRecord {
  return { topic, partition: 0, offset, key, value: Buffer.alloc(bytes), timestamp: 0 }
}
const recordsOf = (topic: string, count: number) => Array.from({ length: count }, (_, offset) => record(topic, offset))
/** A mailbox of topics that are read from their beginning. */
const emptyOf = (...topics: readonly string[]) => createMailbox(new Map(topics.map((topic) => [topic, 0])), bounds)
const offsetsOf = (records: readonly InputRecord[]) => records.map(({ topic, offset }) => `${topic}${offset}`)
const all = () => true
/** Offers what was fetched, up to its last record. */
const offer = (mailbox: Mailbox, topic: string, from: number, records: readonly InputRecord[]) =>
  mailbox.offer(topic, from, records, records.at(-1)?.offset ?? from)

describe('what holds no record', () => {
  it('is left behind with the records before it', () => {
    const mailbox = emptyOf('a')
    mailbox.offer('a', 0, [record('a', 0), record('a', 1)], 2)

    expect([0, 1, 2].map((offset) => mailbox.past('a', offset))).toEqual([0, 1, 3])
    expect(mailbox.position('a')).toBe(3)
  })

  it('is left behind once the records before it have ended, though it comes later and in parts', () => {
    const mailbox = emptyOf('a')
    mailbox.offer('a', 0, [record('a', 0)], 0)
    mailbox.skip('a', 1, 1)
    mailbox.skip('a', 2, 4)
    mailbox.offer('a', 5, [record('a', 5)], 6)

    expect([0, 1, 6].map((offset) => mailbox.past('a', offset))).toEqual([0, 5, 7])
  })

  it('is left behind where it is the first that is read, and nowhere else unless the topic has begun', () => {
    const mailbox = emptyOf('a', 'b')
    mailbox.skip('a', 0, 3)
    mailbox.skip('b', 2, 3)

    expect([mailbox.past('a', 0), mailbox.past('b', 0), mailbox.position('b')]).toEqual([4, 0, 0])
    expect(offer(mailbox, 'b', 0, recordsOf('b', 3))).toBe(true)
  })
})

describe('a mailbox', () => {
  it('gives records in order of offset within each topic, topics in turn', () => {
    const mailbox = emptyOf('a', 'b')
    offer(mailbox, 'a', 0, recordsOf('a', 6))
    offer(mailbox, 'b', 0, recordsOf('b', 2))

    const taken = offsetsOf(mailbox.take(4, all)).toSorted()

    expect(taken).toEqual(['a0', 'a1', 'b0', 'b1'])
    expect(offsetsOf(mailbox.take(10, all))).toEqual(['a2', 'a3', 'a4', 'a5'])
  })

  it('fills a turn from one topic when the others have nothing', () => {
    const mailbox = emptyOf('a', 'b', 'c')
    offer(mailbox, 'b', 0, recordsOf('b', 4))

    expect(mailbox.take(3, all)).toHaveLength(3)
  })

  it('leaves a topic alone from the first record that is declined on', () => {
    const mailbox = emptyOf('a', 'b')
    offer(mailbox, 'a', 0, recordsOf('a', 3))
    offer(mailbox, 'b', 0, recordsOf('b', 2))
    const isDue = ({ topic, offset }: InputRecord) => topic === 'b' || offset !== 1

    expect(offsetsOf(mailbox.take(10, isDue)).toSorted()).toEqual(['a0', 'b0', 'b1'])
    expect(mailbox.take(10, isDue)).toEqual([])
    expect(offsetsOf(mailbox.take(10, all))).toEqual(['a1', 'a2'])
  })

  it('has a first batch that begins elsewhere fetched again, and takes it then: nothing stood between', () => {
    const mailbox = createMailbox(new Map([['a', 10]]), bounds)

    expect(offer(mailbox, 'a', 12, [record('a', 12)])).toBe(false)
    expect(mailbox.size()).toBe(0)
    expect(offer(mailbox, 'a', 12, [record('a', 12)])).toBe(true)
    expect(offsetsOf(mailbox.take(10, all))).toEqual(['a12'])
  })

  it('loses nothing when the batch left out was one of an earlier owner', () => {
    const mailbox = createMailbox(new Map([['a', 10]]), bounds)

    expect(offer(mailbox, 'a', 12, [record('a', 12)])).toBe(false)
    expect(offer(mailbox, 'a', 10, [record('a', 10), record('a', 11), record('a', 12)])).toBe(true)
    expect(offsetsOf(mailbox.take(10, all))).toEqual(['a10', 'a11', 'a12'])
  })

  it('leaves out what lies before the start, and what it has been brought before', () => {
    const mailbox = createMailbox(new Map([['a', 10]]), bounds)
    offer(mailbox, 'a', 8, [record('a', 8)])
    offer(mailbox, 'a', 8, [record('a', 9), record('a', 10)])

    offer(mailbox, 'a', 9, [record('a', 9), record('a', 10), record('a', 11)])

    expect(offsetsOf(mailbox.take(10, all))).toEqual(['a10', 'a11'])
  })

  it('tells from where each topic is to be fetched on', () => {
    const mailbox = createMailbox(new Map([['a', 10]]), bounds)
    const before = mailbox.position('a')
    offer(mailbox, 'a', 10, [record('a', 12), record('a', 14)])
    mailbox.take(1, all)

    expect([before, mailbox.position('a'), mailbox.position('z')]).toEqual([10, 15, undefined])
  })

  it('finds the last record that waits and is wanted', () => {
    const mailbox = emptyOf('a')
    offer(mailbox, 'a', 0, recordsOf('a', 6))
    mailbox.take(2, all)
    const below = (end: number) => mailbox.lastOf('a', ({ offset }) => offset < end)?.offset

    expect([below(9), below(4), below(2)]).toEqual([5, 3, undefined])
    expect(mailbox.lastOf('z', all)).toBeUndefined()
  })

  it('believes no later batch that begins behind where it has to go on, until it is brought twice', () => {
    const mailbox = createMailbox(new Map([['a', 100]]), bounds)
    offer(mailbox, 'a', 100, [record('a', 100), record('a', 101)])

    mailbox.skip('a', 500, 520)
    expect([mailbox.position('a'), mailbox.past('a', 102)]).toEqual([102, 102])
    expect(offer(mailbox, 'a', 500, [record('a', 500)])).toBe(false)
    expect(offer(mailbox, 'a', 102, [record('a', 102)])).toBe(true)
    expect(offer(mailbox, 'a', 500, [record('a', 500)])).toBe(false)
    expect(offer(mailbox, 'a', 500, [record('a', 500)])).toBe(true)
    expect(offsetsOf(mailbox.take(9, all))).toEqual(['a100', 'a101', 'a102', 'a500'])
  })

  it('refuses a topic that is not one of its own', () => {
    expect(offer(emptyOf('a'), 'z', 0, [record('z', 0)])).toBe(false)
  })

  it('shows the first record of each topic and the keys behind it', () => {
    const mailbox = emptyOf('a', 'b')
    offer(mailbox, 'a', 0, [record('a', 0, 'x'), record('a', 1, 'y'), record('a', 2, 'x'), record('a', 3, null)])
    mailbox.take(1, all)

    expect(mailbox.heads()).toEqual([{ head: record('a', 1, 'y'), keys: new Set(['x', 'y', '']) }])

    mailbox.take(2, all)

    expect(mailbox.heads()).toEqual([{ head: record('a', 3, null), keys: new Set(['']) }])
  })

  it('is full by records or by bytes, and low again below half of both', () => {
    const mailbox = createMailbox(new Map([['a', 0]]), { maxRecords: 4, maxBytes: 1_000 })

    offer(mailbox, 'a', 0, [record('a', 0, 'x', 999)])
    const beforeBound = mailbox.isFull('a')
    offer(mailbox, 'a', 1, [record('a', 1, 'x', 1)])

    expect([beforeBound, mailbox.isFull('a'), mailbox.isLow('a')]).toEqual([false, true, false])

    mailbox.take(1, all)
    expect([mailbox.isFull('a'), mailbox.isLow('a')]).toEqual([false, true])

    offer(
      mailbox,
      'a',
      2,
      [2, 3, 4].map((offset) => record('a', offset, 'x', 0)),
    )
    expect(mailbox.isFull('a')).toBe(true)
    mailbox.take(2, all)
    expect(mailbox.isLow('a')).toBe(false)
    mailbox.take(1, all)
    expect(mailbox.isLow('a')).toBe(true)
  })

  it('goes through thousands of records in turns of any size', () => {
    const mailbox = createMailbox(new Map([['a', 0]]), { maxRecords: 10_000, maxBytes: 1_000_000 })
    const offsets = Array.from({ length: 5_000 }, (_, offset) => offset)
    offer(
      mailbox,
      'a',
      0,
      offsets.map((offset) => record('a', offset)),
    )
    const taken: number[] = []

    while (mailbox.size() > 0) taken.push(...mailbox.take(701, all).map(({ offset }) => offset))

    expect(taken).toEqual(offsets)
  })

  it('bounds each topic apart', () => {
    const mailbox = createMailbox(
      new Map([
        ['a', 0],
        ['b', 0],
      ]),
      { maxRecords: 1, maxBytes: 1_000 },
    )
    offer(mailbox, 'a', 0, [record('a', 0)])

    expect([mailbox.isFull('a'), mailbox.isFull('b')]).toEqual([true, false])
  })

  it('wakes who waits when something arrives', async () => {
    const mailbox = emptyOf('a')
    const arrival = mailbox.arrival(600_000)

    offer(mailbox, 'a', 0, [record('a', 0)])

    await expect(arrival).resolves.toBeUndefined()
  })

  it('wakes at once when something arrived since the last take', async () => {
    const mailbox = emptyOf('a')
    mailbox.take(1, all)
    offer(mailbox, 'a', 0, [record('a', 0)])

    await expect(mailbox.arrival(600_000)).resolves.toBeUndefined()
  })

  it('wakes by itself when nothing arrives', async () => {
    await expect(createMailbox(new Map(), bounds).arrival(1)).resolves.toBeUndefined()
  })
})

describe('a mailbox against a model of it', () => {
  /** A topic as a log: which of its offsets hold a record that is ever brought; the others are markers or gone. */
  const log = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 })
  const steps = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('fetch' as const),
        topic: fc.nat({ max: 2 }),
        size: fc.integer({ min: 1, max: 9 }),
      }),
      fc.record({
        kind: fc.constant('repeat' as const),
        topic: fc.nat({ max: 2 }),
        size: fc.integer({ min: 1, max: 9 }),
      }),
      fc.record({ kind: fc.constant('skip' as const), topic: fc.nat({ max: 2 }), size: fc.constant(0) }),
      fc.record({ kind: fc.constant('rejoin' as const), topic: fc.nat({ max: 2 }), size: fc.constant(0) }),
      fc.record({ kind: fc.constant('take' as const), topic: fc.nat({ max: 2 }), size: fc.nat({ max: 20 }) }),
    ),
    { maxLength: 80 },
  )

  it('loses nothing, gives nothing twice and keeps the order of each topic', () => {
    fc.assert(
      fc.property(
        fc.array(log, { minLength: 3, maxLength: 3 }),
        fc.nat({ max: 10 }),
        fc.boolean(),
        steps,
        (logs, start, hasStale, story) => {
          const topics = ['a', 'b', 'c']
          const mailbox = createMailbox(new Map(topics.map((topic) => [topic, start])), bounds)
          const positions = topics.map(() => start)
          const brought = topics.map(() => 0)
          const taken = topics.map((): number[] => [])
          const declined = (offset: number) => offset % 7 === 3

          /** What the client brings next from `from`: it steps over what holds no record, as kafkajs does. */
          const fetch = (index: number, from: number, size: number) => {
            const topic = topics[index] ?? 'a'
            const cells = logs[index] ?? []
            let first = from
            while (first < cells.length && cells[first] !== true) first += 1
            const until = Math.min(cells.length, first + size)
            const records: InputRecord[] = []
            for (let offset = first; offset < until; offset++) {
              if (cells[offset]) records.push(record(topic, offset, `key${offset % 3}`))
            }
            return { topic, first, until, records }
          }
          const bring = (index: number, size: number) => {
            const { topic, first, until, records } = fetch(index, positions[index] ?? 0, size)
            if (records.length === 0) return
            if (mailbox.offer(topic, first, records, until - 1)) {
              positions[index] = until
              brought[index] = Math.max(brought[index] ?? 0, until)
            } else positions[index] = mailbox.position(topic) ?? start
          }

          if (hasStale) {
            // Fetched for the owner before, from further on: to be left out.
            for (const topic of topics) mailbox.offer(topic, start + 3, [record(topic, start + 3)], start + 3)
          }
          for (const { kind, topic: index, size } of story) {
            if (kind === 'fetch') bring(index, size)
            else if (kind === 'skip') {
              const from = positions[index] ?? 0
              const { topic, first } = fetch(index, from, 1)
              if (first > from) mailbox.skip(topic, from, first - 1)
              positions[index] = first
            } else if (kind === 'rejoin') positions[index] = mailbox.position(topics[index] ?? 'a') ?? 0
            else if (kind === 'repeat') positions[index] = Math.max(start, (positions[index] ?? 0) - size)
            else {
              for (const { topic, offset } of mailbox.take(size, ({ offset }) => !declined(offset) || size > 10)) {
                taken[topics.indexOf(topic)]?.push(offset)
              }
            }
          }
          const passed = topics.map((topic, index) => {
            const next = (taken[index]?.at(-1) ?? start - 1) + 1
            return { index, next, past: mailbox.past(topic, next) }
          })
          for (const { index, next, past } of passed) {
            expect((logs[index] ?? []).slice(next, past)).not.toContain(true)
          }
          const waiting = mailbox.size()
          const heads = mailbox.heads()
          const rest = mailbox.take(10_000, all)
          for (const { topic, offset } of rest) taken[topics.indexOf(topic)]?.push(offset)

          expect(rest).toHaveLength(waiting)
          for (const { head, keys } of heads) {
            const behind = rest.filter(({ topic }) => topic === head.topic)
            expect(head).toEqual(behind[0])
            expect(keys).toEqual(new Set(behind.map(({ key }) => key)))
          }
          for (const [index, offsets] of taken.entries()) {
            const topic = topics[index] ?? 'a'
            const end = (offsets.at(-1) ?? start - 1) + 1
            // All has been taken: nothing that was fetched is left to be read.
            expect(mailbox.past(topic, end)).toBe(Math.max(end, mailbox.position(topic) ?? 0))
            const wanted = (logs[index] ?? []).flatMap((holds, offset) =>
              holds && offset >= start && offset < (brought[index] ?? 0) ? [offset] : [],
            )
            expect(offsets).toEqual(wanted)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
