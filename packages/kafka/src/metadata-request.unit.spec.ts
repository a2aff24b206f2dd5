import { describe, expect, it } from 'vitest'
import { decodeGroupResponse } from './group-request.ts'
import { decodeMetadataResponse, encodeMetadataRequest } from './metadata-request.ts'

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const int16 = (value: number) => int32(value).subarray(2)
const text = (value: string) => Buffer.concat([int16(value.length), Buffer.from(value)])
const nothing = int16(-1)
const bits = (...codes: number[]) => int32(codes.reduce((sum, code) => sum | (1 << code), 0))
const [write, describing] = [4, 8]

describe('what a user may do, as a broker tells it', () => {
  it('is asked for topics and the cluster, without creating any', () => {
    expect(encodeMetadataRequest(['a', 'bc'])).toEqual(
      Buffer.concat([int32(2), text('a'), text('bc'), Buffer.from([0, 1, 1])]),
    )
  })

  it('is read for each topic, whatever its partitions', () => {
    const partition = Buffer.concat([int16(0), int32(0), int32(1), int32(5), int32(1), int32(1), int32(0), int32(0)])
    const topic = (errorCode: number, name: string, granted: Buffer, partitions: readonly Buffer[] = []) =>
      Buffer.concat([int16(errorCode), text(name), Buffer.from([0]), int32(partitions.length), ...partitions, granted])
    const broker = Buffer.concat([int32(1), text('127.0.0.1'), int32(9092), nothing])
    const topics = [
      topic(0, 'mine', bits(write, describing), [partition, partition]),
      topic(29, 'hidden', int32(-2147483648)),
      topic(3, 'absent', bits(describing)),
    ]
    const bytes = Buffer.concat([int32(7), int32(1), broker, text('cluster'), int32(1), int32(3), ...topics, int32(0)])

    expect(decodeMetadataResponse(bytes)).toEqual({
      throttleMs: 7,
      standing: {
        topics: [
          { topic: 'mine', errorCode: 0, granted: new Set(['write', 'describe']) },
          { topic: 'hidden', errorCode: 29, granted: undefined },
          { topic: 'absent', errorCode: 3, granted: new Set(['describe']) },
        ],
        cluster: undefined,
      },
    })
  })

  it('is read of a group behind all of its members', () => {
    const state = [text('group'), text('Stable'), text('consumer'), text('RoundRobinAssigner')]
    const member = [text('m'), text('client'), text('/127.0.0.1'), int32(2), Buffer.from([0, 0]), int32(0)]
    const granted = bits(describing)
    const bytes = Buffer.concat([int32(0), int32(1), int16(0), ...state, int32(1), ...member, granted])

    expect(decodeGroupResponse(bytes)).toEqual({
      throttleMs: 0,
      standing: { errorCode: 0, granted: new Set(['describe']) },
    })
  })
})
