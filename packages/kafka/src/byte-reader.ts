/** Bytes read one after another, big-endian, as Kafka's answers have them; what stands beyond them is a RangeError. */
export type ByteReader = {
  readonly int16: () => number
  readonly int32: () => number
  readonly int64: () => bigint
  /** A text behind its length in two bytes; empty where there is none. */
  readonly string: () => string
  /** So many bytes as they are, without a copy; fewer where there are fewer. */
  readonly take: (length: number) => Buffer
  readonly skip: (length: number) => void
}

/** Creates a reader that begins at the first byte. Pure. */
export function createByteReader(bytes: Buffer): ByteReader {
  let at = 0
  const skip = (length: number) => {
    at += length
  }
  const int16 = () => {
    skip(2)
    return bytes.readInt16BE(at - 2)
  }
  const take = (length: number) => {
    skip(length)
    return bytes.subarray(at - length, at)
  }
  return {
    int16,
    int32: () => {
      skip(4)
      return bytes.readInt32BE(at - 4)
    },
    int64: () => {
      skip(8)
      return bytes.readBigInt64BE(at - 8)
    },
    string: () => take(Math.max(0, int16())).toString('utf8'),
    take,
    skip,
  }
}
