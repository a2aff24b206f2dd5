const m = 0x5bd1e995

/**
 * Tells the partition of a key as Kafka's Java client does (murmur2 of the UTF-8 bytes, sign bit cleared, modulo), so
 * that any tool finds a key where we put it.
 *
 * @param partitions - how many the topic has, at least 1
 */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key, 'utf8')) & 0x7fffffff) % partitions
}

/** murmur2, 32 bits, seed 0x9747b28c (Kafka's `Utils.murmur2`). */
function murmur2(data: Buffer): number {
  const { length } = data
  let h = 0x9747b28c ^ length
  const whole = length & ~3
  for (let i = 0; i < whole; i += 4) {
    let k = Math.imul(data.readInt32LE(i), m)
    k = Math.imul(k ^ (k >>> 24), m)
    h = Math.imul(h, m) ^ k
  }
  const tail = length - whole
  if (tail > 0) {
    h ^= data.readUIntLE(whole, tail)
    h = Math.imul(h, m)
  }
  h = Math.imul(h ^ (h >>> 13), m)
  return h ^ (h >>> 15)
}
