import { writeInt32, writeString } from './byte-writer.ts'
import { readGranted } from './granted.ts'
import type { Operation } from './permission.ts'

/** What a broker says of a consumer group to one of its users. */
export type GroupStanding = {
  /** 0 is yes. */
  readonly errorCode: number
  /** What the user may do with it; undefined where the broker does not tell. */
  readonly granted: ReadonlySet<Operation> | undefined
}

/** The version of DescribeGroups that is written and read here: it tells what one may do; known to brokers from 2.3 on. */
export const groupVersion = 3

/** Encodes the body of a DescribeGroups request, version 3, that asks what we may do with one group (Kafka's protocol guide). */
export function encodeGroupRequest(groupId: string): Buffer {
  const writer = { bytes: Buffer.alloc(7 + 3 * groupId.length), at: 0 }
  writeInt32(writer, 1)
  writeString(writer, groupId)
  writer.bytes[writer.at++] = 1
  return writer.bytes.subarray(0, writer.at)
}

/** Decodes the body of a DescribeGroups response, version 3, about one group: its last four bytes are what we may do. */
export function decodeGroupResponse(bytes: Buffer): { readonly standing: GroupStanding; readonly throttleMs: number } {
  const standing = { errorCode: bytes.readInt16BE(8), granted: readGranted(bytes.readInt32BE(bytes.length - 4)) }
  return { standing, throttleMs: bytes.readInt32BE(0) }
}
