import fc from 'fast-check'
import kafkajsRequest from 'kafkajs/src/protocol/requests/produce/v7/request.js'
import { describe, expect, it } from 'vitest'
import { decodeProduceResponse, encodeProduceRequest } from './produce-request.ts'
import { encodeRecordBatch } from './record-batch.ts'

const stamp = { producerId: 7n, producerEpoch: 3, baseSequence: 11 }

/** A response as the protocol guide has it: topics of partitions, then the time to wait. */
function toResponse(
  topics: ReadonlyArray<readonly [string, ReadonlyArray<readonly [number, number, number]>]>,
  waitMs: number,
) {
  const int = (value: number, size: number) => {
    const bytes = Buffer.alloc(size)
    bytes.writeIntBE(value, 0, size)
    return bytes
  }
  const long = (value: number) => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64BE(BigInt(value))
    return bytes
  }
  return Buffer.concat([
    int(topics.length, 4),
    ...topics.flatMap(([topic, partitions]) => [
      int(Buffer.byteLength(topic), 2),
      Buffer.from(topic),
      int(partitions.length, 4),
      ...partitions.flatMap(([partition, errorCode, baseOffset]) => [
        int(partition, 4),
        int(errorCode, 2),
        long(baseOffset),
        Buffer.alloc(16, 0x7f),
      ]),
    ]),
    int(waitMs, 4),
  ])
}

describe('encodeProduceRequest', () => {
  it.each([undefined, 'bellhop-é-7'])(
    'makes the bytes that kafkajs makes, under the transactional id %s',
    async (id) => {
      const now = Date.now()
      const batches = [
        ['mews.a', 0],
        ['mews.a', 11],
        ['mews.é', 3],
      ] as const
      const records = ['x', 'y'].map((text) => ({ topic: '', key: 'lane', value: Buffer.from(text) }))
      const messages = records.map(({ key, value }) => ({ key, value, timestamp: now }))
      const topicData = ['mews.a', 'mews.é'].map((topic) => ({
        topic,
        partitions: batches.flatMap(([name, partition]) =>
          name === topic ? [{ partition, firstSequence: stamp.baseSequence, messages }] : [],
        ),
      }))
      const theirs = await kafkajsRequest({
        acks: -1,
        timeout: 4_000,
        producerId: '7',
        producerEpoch: 3,
        ...(id === undefined ? {} : { transactionalId: id }),
        topicData,
      }).encode()

      const ours = encodeProduceRequest(
        batches.map(([topic, partition]) => ({
          topic,
          partition,
          bytes: encodeRecordBatch(records, { ...stamp, timestamp: now, isTransactional: id !== undefined }),
        })),
        4_000,
        id,
      )

      expect(ours.toString('hex')).toBe(theirs.buffer.toString('hex'))
    },
  )
})

describe('decodeProduceResponse', () => {
  it('tells of every partition, and how long to wait', () => {
    const partition = fc.tuple(
      fc.nat({ max: 100 }),
      fc.integer({ min: -1, max: 100 }),
      fc.integer({ min: -1, max: 2 ** 52 }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.array(partition))), fc.nat(), (topics, waitMs) => {
        const { answers, throttleMs } = decodeProduceResponse(toResponse(topics, waitMs))

        expect(throttleMs).toBe(waitMs)
        expect(answers).toEqual(
          topics.flatMap(([topic, partitions]) =>
            partitions.map(([partition, errorCode, baseOffset]) => ({ topic, partition, errorCode, baseOffset })),
          ),
        )
      }),
    )
  })
})
