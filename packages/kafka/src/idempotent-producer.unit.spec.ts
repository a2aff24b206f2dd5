import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIdempotentProducer, type PartitionRecords } from './idempotent-producer.ts'
import type { EncodedBatch, PartitionAnswer } from './produce-request.ts'
import type { ProducerCluster } from './producer-cluster.ts'

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

const noPause = () => new Promise<void>((resolve) => setImmediate(resolve))

/** What a broker keeps of a batch, and what it goes by to know one again. */
type Stored = { producerId: bigint; sequence: number; count: number; values: string }

/** What becomes of an answer: it arrives, is lost after the broker stored, or the request itself is lost. */
type Fate = 'arrives' | 'answer-lost' | 'request-lost' | 'broker-forgets' | 'not-leader'

const codes = { duplicate: 46, outOfOrder: 45, notLeader: 6, unknownProducer: 59, tooLarge: 10 }

/** A broker that checks sequence numbers as Kafka does, on a wire that fails as it is told. */
function createBroker(fates: readonly Fate[] = []) {
  const log = new Map<string, Stored[]>()
  const left = [...fates]
  let producers = 0
  let largest = Number.POSITIVE_INFINITY

  function store({ topic, partition, bytes }: EncodedBatch): PartitionAnswer {
    const place = `${topic}/${partition}`
    const batches = log.get(place) ?? []
    const batch = {
      producerId: bytes.readBigInt64BE(43),
      sequence: bytes.readInt32BE(53),
      count: bytes.readInt32BE(57),
      values: bytes.subarray(61).toString('latin1'),
    }
    const own = batches.filter(({ producerId }) => producerId === batch.producerId)
    const last = own.at(-1)
    if (bytes.length > largest) return { topic, partition, errorCode: codes.tooLarge, baseOffset: -1 }
    if (own.some(({ sequence, count }) => sequence === batch.sequence && count === batch.count)) {
      return { topic, partition, errorCode: codes.duplicate, baseOffset: -1 }
    }
    if (batch.sequence !== (last ? last.sequence + last.count : 0)) {
      return { topic, partition, errorCode: codes.outOfOrder, baseOffset: -1 }
    }
    log.set(place, [...batches, batch])
    return { topic, partition, errorCode: 0, baseOffset: batches.length }
  }

  const cluster: ProducerCluster = {
    initProducerId: async () => {
      producers += 1
      return { producerId: BigInt(producers), producerEpoch: 0 }
    },
    leaderOf: () => 1,
    refresh: async () => undefined,
    produce: async (_leader, batches) => {
      const fate = left.shift() ?? 'arrives'
      if (fate === 'request-lost') throw new Error('no connection')
      if (fate === 'not-leader')
        return batches.map((batch) => ({ ...batch, errorCode: codes.notLeader, baseOffset: -1 }))
      if (fate === 'broker-forgets')
        return batches.map((batch) => ({ ...batch, errorCode: codes.unknownProducer, baseOffset: -1 }))
      const answers = batches.map(store)
      if (fate === 'answer-lost') throw new Error('no answer')
      return answers
    },
    close: async () => undefined,
  }
  return {
    cluster,
    values: () => [...log.values()].flatMap((batches) => batches.map(({ values }) => values)),
    producers: () => producers,
    refuseOver: (bytes: number) => {
      largest = bytes
    },
  }
}

const part = (value: string, partition = 0): PartitionRecords => ({
  topic: 't',
  partition,
  records: [{ topic: 't', key: null, value: Buffer.from(`<${value}>`) }],
})
const countOf = (values: readonly string[], value: string) =>
  values.filter((text) => text.includes(`<${value}>`)).length

describe('the idempotent producer', () => {
  it('costs neither a record nor a copy, whatever is lost on the wire', async () => {
    const fate = fc.constantFrom<Fate>('arrives', 'answer-lost', 'request-lost', 'not-leader')
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 8 }), async (fates) => {
        const { cluster, values } = createBroker(fates)
        const { send } = createIdempotentProducer(cluster, quiet, noPause)

        for (const value of ['a', 'b', 'c']) await send([part(value), part(value, 1)])

        expect(['a', 'b', 'c'].map((value) => countOf(values(), value))).toEqual([2, 2, 2])
      }),
    )
  })

  it('loses nothing when the broker forgets its numbers, and takes new ones', async () => {
    const { cluster, values, producers } = createBroker(['arrives', 'answer-lost', 'broker-forgets'])
    const { send } = createIdempotentProducer(cluster, quiet, noPause)

    for (const value of ['a', 'b', 'c']) await send([part(value)])

    expect(countOf(values(), 'a')).toBe(1)
    expect(countOf(values(), 'b')).toBeGreaterThanOrEqual(1)
    expect(countOf(values(), 'c')).toBe(1)
    expect(producers()).toBe(2)
  })

  it('gives back what is refused for good, takes the rest, and never gives its numbers to others', async () => {
    const { cluster, values, refuseOver, producers } = createBroker()
    const { send } = createIdempotentProducer(cluster, quiet, noPause)
    refuseOver(500)

    const refusals = await send([part('x'.repeat(1_000)), part('small', 1)])
    await send([part('next')])

    expect(refusals).toMatchObject([{ topic: 't', partition: 0, error: { type: 'MESSAGE_TOO_LARGE' } }])
    expect([countOf(values(), 'small'), countOf(values(), 'next')]).toEqual([1, 1])
    expect(producers()).toBe(2)
  })

  it('waits for a partition that has no leader, without holding up an answer for the others', async () => {
    const { cluster, values } = createBroker()
    let asked = 0
    const electing: ProducerCluster = {
      ...cluster,
      leaderOf: (_topic, partition) => (partition === 1 && ++asked < 3 ? undefined : 1),
    }
    const { send } = createIdempotentProducer(electing, quiet, noPause)

    await send([part('a'), part('b', 1)])

    expect([countOf(values(), 'a'), countOf(values(), 'b')]).toEqual([1, 1])
  })

  it('rejects what is under way when it is closed', async () => {
    const { cluster } = createBroker()
    const away: ProducerCluster = { ...cluster, initProducerId: () => Promise.reject(new Error('away')) }
    const { send, close } = createIdempotentProducer(away, quiet, noPause)

    const sending = send([part('a')])
    await close()

    await expect(sending).rejects.toThrow('closed')
  })
})
