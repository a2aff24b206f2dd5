import fc from 'fast-check'
import { createErrorFromCode } from 'kafkajs/src/protocol/error.js'
import { describe, expect, it } from 'vitest'
import { barrierKey, createFencedProducer } from './fenced-producer.ts'
import type { EncodedBatch, PartitionAnswer } from './produce-request.ts'
import type { TransactionCluster } from './transaction-cluster.ts'

const noPause = () => new Promise<void>((resolve) => setImmediate(resolve))
const options = { transactionalId: 'group-0', groupId: 'group', partition: 0, transactionTimeoutMs: 60_000 }
const always = () => true

const codes = {
  notLeader: 6,
  tooLarge: 10,
  coordinatorMoved: 16,
  notEnoughReplicas: 19,
  forbidden: 29,
  outOfOrder: 45,
  duplicate: 46,
  oldEpoch: 47,
  concurrent: 51,
  notAttempted: 55,
  fenced: 90,
}

/** What becomes of one produce request: all is well, its answer is lost, it is lost itself, or it is answered with a code. */
type Fate = 'arrives' | 'answer-lost' | 'request-lost' | number

type Stored = { sequence: number; count: number; isTransactional: boolean; bytes: Buffer }

/** What an error of kafkajs's network has: it may pass. */
const networkError = (message: string) => Object.assign(new Error(message), { retriable: true })

/** A broker that checks sequence numbers as Kafka does and remembers one batch, on a wire that fails as it is told. */
function createBroker(fates: readonly Fate[] = [], refusals: Readonly<Record<string, number[]>> = {}) {
  const logs = new Map<string, Stored[]>()
  const left = [...fates]
  const calls: string[] = []
  const requests: string[][] = []
  const added = new Set<string>()
  let refreshes = 0

  function store({ topic, partition, bytes }: EncodedBatch): PartitionAnswer {
    const place = `${topic}/${partition}`
    if (!added.has(place)) throw new RangeError(`${place} is not part of the transaction`)
    const log = logs.get(place) ?? []
    const batch: Stored = {
      sequence: bytes.readInt32BE(53),
      count: bytes.readInt32BE(57),
      isTransactional: (bytes.readInt16BE(21) & 0x10) !== 0,
      bytes,
    }
    const next = log.reduce((sum, { count }) => sum + count, 0)
    const known = log.findIndex(({ sequence, count }) => sequence === batch.sequence && count === batch.count)
    if (known >= 0 && known < log.length - 1) return { topic, partition, errorCode: codes.duplicate, baseOffset: -1 }
    if (known >= 0) return { topic, partition, errorCode: 0, baseOffset: batch.sequence }
    if (batch.sequence !== next) return { topic, partition, errorCode: codes.outOfOrder, baseOffset: -1 }
    logs.set(place, [...log, batch])
    return { topic, partition, errorCode: 0, baseOffset: next }
  }

  /** Notes a call, and refuses it with the next code that waits for its kind. */
  async function call(kind: string): Promise<void> {
    calls.push(kind)
    const code = refusals[kind]?.shift()
    if (code !== undefined) throw createErrorFromCode(code)
  }

  const cluster: TransactionCluster = {
    transactions: {
      initProducerId: () => call('init'),
      getProducerId: () => '7',
      getProducerEpoch: () => 3,
      beginTransaction: () => void calls.push('begin'),
      addPartitionsToTransaction: async (topics) => {
        await call('add')
        for (const { topic, partitions } of topics)
          for (const { partition } of partitions) added.add(`${topic}/${partition}`)
      },
      sendOffsets: () => call('offsets'),
      commit: () => call('commit'),
      abort: () => call('abort'),
    },
    learn: () => call('learn'),
    refresh: async () => {
      refreshes += 1
    },
    leaderOf: (_topic, partition) => partition % 2,
    produce: async (_leader, batches) => {
      requests.push(batches.map(({ topic, partition }) => `${topic}/${partition}`))
      const fate = left.shift() ?? 'arrives'
      if (fate === 'request-lost') throw networkError('no connection')
      if (typeof fate === 'number') return batches.map((batch) => ({ ...batch, errorCode: fate, baseOffset: -1 }))
      const answers = batches.map(store)
      if (fate === 'answer-lost') throw networkError('no answer')
      return answers
    },
    noteCommitted: () => undefined,
    close: async () => void calls.push('close'),
  }
  return {
    cluster,
    calls,
    requests,
    refreshes: () => refreshes,
    logOf: (place: string) => logs.get(place) ?? [],
    text: (place: string) =>
      Buffer.concat((logs.get(place) ?? []).map(({ bytes }) => bytes.subarray(61))).toString('latin1'),
  }
}

const record = (value: string, partition = 0) => ({ topic: 't', partition, key: 'k', value: Buffer.from(`<${value}>`) })
const progress = [{ topic: 't', offset: 1, note: '' }]
const countOf = (text: string, value: string) => text.split(`<${value}>`).length - 1

describe('a fenced producer', () => {
  it('writes each record once, in order, whatever is lost on the wire or answered by one that leads no more', async () => {
    const fate = fc.constantFrom<Fate>(
      'arrives',
      'answer-lost',
      'request-lost',
      codes.notLeader,
      codes.notEnoughReplicas,
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 8 }), async (fates) => {
        const broker = createBroker(fates)
        const { commit } = createFencedProducer(broker.cluster, options, noPause)

        for (const turn of ['a', 'b', 'c']) await commit([record(turn), record(turn, 1)], progress, always)

        for (const place of ['t/0', 't/1']) {
          expect(['a', 'b', 'c'].map((value) => countOf(broker.text(place), value))).toEqual([1, 1, 1])
          expect(broker.logOf(place).map(({ sequence }) => sequence)).toEqual([0, 1, 2])
          expect(broker.logOf(place).every(({ isTransactional }) => isTransactional)).toBe(true)
        }
      }),
    )
  })

  it('takes a batch for written that the broker knows from a try whose answer was lost', async () => {
    const broker = createBroker(['answer-lost', codes.duplicate])
    const { commit } = createFencedProducer(broker.cluster, options, noPause)

    expect(await commit([record('a')], progress, always)).toBe(true)
    expect(await commit([record('b')], progress, always)).toBe(true)

    expect(broker.logOf('t/0').map(({ sequence }) => sequence)).toEqual([0, 1])
  })

  it('adds its partitions, writes, sends offsets and commits, in this order, with one request a leader', async () => {
    const broker = createBroker()
    const { commit } = createFencedProducer(broker.cluster, options, noPause)

    await commit([record('a'), record('b', 1), record('c', 2)], progress, () => {
      broker.calls.push('asked')
      return true
    })

    expect(broker.calls).toEqual(['begin', 'learn', 'add', 'offsets', 'asked', 'commit'])
    expect(broker.requests).toEqual([['t/0', 't/2'], ['t/1']])
  })

  it('sends what is too much for one batch in several, one after the other', async () => {
    const broker = createBroker(['answer-lost'])
    const { commit } = createFencedProducer(broker.cluster, options, noPause)
    const half = (value: string) => ({ ...record(value), value: Buffer.from(`<${value}>`.padEnd(300_000)) })

    await commit([half('a'), half('b'), half('c')], progress, always)

    expect(broker.logOf('t/0').map(({ sequence, count }) => [sequence, count])).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ])
    expect(broker.calls.filter((kind) => kind === 'add')).toHaveLength(1)
  })

  it('asks again who leads before each further try', async () => {
    const broker = createBroker([codes.notLeader, codes.notLeader])
    let hasLeader = false
    const electing: TransactionCluster = {
      ...broker.cluster,
      leaderOf: () => (hasLeader ? 1 : undefined),
      refresh: async () => {
        await broker.cluster.refresh()
        hasLeader = broker.refreshes() >= 2
      },
    }

    await createFencedProducer(electing, options, noPause).commit([record('a')], progress, always)

    expect(broker.refreshes()).toBe(4)
    expect(countOf(broker.text('t/0'), 'a')).toBe(1)
  })

  it.each([
    ['the epoch of an owner before', codes.oldEpoch, 'INVALID_PRODUCER_EPOCH'],
    ['a fenced producer', codes.fenced, 'KAFKAJS_UNKNOWN_ERROR_CODE'],
    ['numbers out of order', codes.outOfOrder, 'OUT_OF_ORDER_SEQUENCE_NUMBER'],
    ['a batch that is too large', codes.tooLarge, 'MESSAGE_TOO_LARGE'],
  ])('gives up at once when the broker refuses %s, and commits nothing', async (_what, code, type) => {
    const broker = createBroker([code])
    const { commit } = createFencedProducer(broker.cluster, options, noPause)

    await expect(commit([record('a')], progress, always)).rejects.toMatchObject({ type })

    expect(broker.requests).toHaveLength(1)
    expect(broker.calls).toEqual(['begin', 'learn', 'add'])
  })

  it('tells which topic it may not write where the broker only says that others were not attempted', async () => {
    const forbidden = createBroker([], { add: [codes.notAttempted, codes.forbidden] })
    const passing = createBroker([], { add: [codes.notAttempted] })
    const commitTo = ({ cluster }: typeof forbidden) =>
      createFencedProducer(cluster, options, noPause).commit([record('a'), record('b', 1)], progress, always)

    await expect(commitTo(forbidden)).rejects.toMatchObject({ type: 'TOPIC_AUTHORIZATION_FAILED' })
    expect(await commitTo(passing)).toBe(true)
  })

  it('hides no refusal behind a leader that does not answer', async () => {
    const broker = createBroker(['request-lost', codes.oldEpoch])
    const { commit } = createFencedProducer(broker.cluster, options, noPause)

    const committing = commit([record('a'), record('b', 1)], progress, always)

    await expect(committing).rejects.toMatchObject({ type: 'INVALID_PRODUCER_EPOCH' })
  })

  it('tries until the broker has given up the transaction, and no longer', async () => {
    const { cluster } = createBroker()
    const away: TransactionCluster = { ...cluster, produce: () => Promise.reject(networkError('away')) }
    const { commit } = createFencedProducer(away, { ...options, transactionTimeoutMs: 50 }, noPause)

    await expect(commit([record('a')], progress, always)).rejects.toThrow('away')
  })

  it('waits for its last transaction to end, and for a group whose coordinator moves', async () => {
    const broker = createBroker([], {
      add: [codes.concurrent, codes.concurrent],
      offsets: [codes.concurrent, codes.coordinatorMoved],
    })
    const { commit } = createFencedProducer(broker.cluster, options, noPause)

    expect(await commit([record('a')], progress, always)).toBe(true)
  })

  it.each(['add', 'offsets', 'commit'])('does not survive a newer owner when it comes to "%s"', async (kind) => {
    const broker = createBroker([], { [kind]: [codes.oldEpoch] })
    const { commit } = createFencedProducer(broker.cluster, options, noPause)

    await expect(commit([record('a')], progress, always)).rejects.toMatchObject({ type: 'INVALID_PRODUCER_EPOCH' })

    expect(broker.calls.at(-1)).toBe(kind)
  })

  it('takes back what it may not commit, and goes on with the next numbers', async () => {
    const broker = createBroker()
    const { commit } = createFencedProducer(broker.cluster, options, noPause)

    expect(await commit([record('a')], progress, () => false)).toBe(false)
    expect(await commit([record('a')], progress, always)).toBe(true)

    expect(broker.calls.filter((kind) => kind === 'abort' || kind === 'commit')).toEqual(['abort', 'commit'])
    expect(broker.logOf('t/0').map(({ sequence }) => sequence)).toEqual([0, 1])
  })

  it('tells where its barrier is, after a lost answer too', async () => {
    const broker = createBroker(['arrives', 'answer-lost'])
    const { commit, setBarrier } = createFencedProducer(broker.cluster, options, noPause)

    await commit([record('a'), record('b')], progress, always)

    expect(await setBarrier('t')).toBe(2)
    expect(broker.text('t/0')).toContain(barrierKey)
  })

  it('ends with an error where it cannot know where its barrier is', async () => {
    const { cluster } = createBroker([codes.duplicate])
    const { setBarrier } = createFencedProducer(cluster, options, noPause)

    await expect(setBarrier('t')).rejects.toThrow('t/0')
  })

  it('tries nothing again once it is closed', async () => {
    const broker = createBroker()
    const away: TransactionCluster = { ...broker.cluster, produce: () => Promise.reject(networkError('away')) }
    const { commit, close } = createFencedProducer(away, options, noPause)

    const committing = commit([record('a')], progress, always)
    await close()

    await expect(committing).rejects.toThrow('away')
    expect(broker.refreshes()).toBeLessThanOrEqual(1)
  })
})
