import request from 'kafkajs/src/protocol/requests/fetch/v4/request.js'
import { describe, expect, it } from 'vitest'
import { decodeFetchResponse, encodeFetchRequest } from './fetch-request.ts'

describe('a fetch of one partition', () => {
  it('is asked for in the bytes that kafkajs would write', async () => {
    const question = {
      topic: 'mews.state.entities',
      partition: 11,
      offset: 2 ** 40,
      maxBytes: 2_000_000,
      maxWaitMs: 50,
    }
    const partitions = [{ partition: 11, fetchOffset: String(2 ** 40), maxBytes: 2_000_000 }]
    const theirs = await request({
      replicaId: -1,
      maxWaitTime: 50,
      minBytes: 1,
      maxBytes: 2_000_000,
      topics: [{ topic: question.topic, partitions }],
    }).encode()

    expect(encodeFetchRequest(question)).toEqual(theirs.buffer)
  })

  it('is read from an answer with aborted transactions and without a list of them', () => {
    const answerOf = (aborted: ReadonlyArray<readonly [bigint, bigint]> | undefined) => {
      const head = Buffer.alloc(4 + 4 + 2 + 1 + 4 + 4 + 2 + 8 + 8 + 4)
      head.writeInt32BE(30, 0)
      head.writeInt32BE(1, 4)
      head.writeInt16BE(1, 8)
      head.write('t', 10)
      head.writeInt32BE(1, 11)
      head.writeInt32BE(3, 15)
      head.writeInt16BE(6, 19)
      head.writeBigInt64BE(900n, 21)
      head.writeBigInt64BE(800n, 29)
      head.writeInt32BE(aborted?.length ?? -1, 37)
      const list = Buffer.alloc(16 * (aborted?.length ?? 0))
      for (const [index, [producerId, firstOffset]] of (aborted ?? []).entries()) {
        list.writeBigInt64BE(producerId, 16 * index)
        list.writeBigInt64BE(firstOffset, 16 * index + 8)
      }
      return Buffer.concat([head, list, Buffer.from([0, 0, 0, 2, 1, 2])])
    }
    const common = { errorCode: 6, stableEnd: 800, bytes: Buffer.from([1, 2]) }

    expect(decodeFetchResponse(answerOf([[7n, 5n]]))).toEqual({
      throttleMs: 30,
      answer: { ...common, aborted: [{ producerId: 7n, firstOffset: 5 }] },
    })
    expect(decodeFetchResponse(answerOf(undefined)).answer).toEqual({ ...common, aborted: [] })
  })

  it('is refused when the answer is about something else', () => {
    expect(() => decodeFetchResponse(Buffer.alloc(40))).toThrow('not about the one partition')
  })
})
