/** One value in DER: its tag, its length, its content (ITU-T X.690). */
export function toDer(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag, ...toLength(body.length)]), body])
}

/** A SEQUENCE of values. */
export function toSequence(...values: readonly Uint8Array[]): Buffer {
  return toDer(0x30, ...values)
}

/** An OBJECT IDENTIFIER, given as the hexadecimal digits of its content. */
export function toObjectId(hex: string): Buffer {
  return toDer(0x06, Buffer.from(hex, 'hex'))
}

/** A moment as UTCTime, to the second. */
export function toUtcTime(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/\D/g, '')
  return toDer(0x17, Buffer.from(`${digits.slice(2, 14)}Z`))
}

function toLength(bytes: number): number[] {
  if (bytes < 0x80) return [bytes]
  if (bytes < 0x1_00) return [0x81, bytes]
  return [0x82, bytes >> 8, bytes & 0xff]
}
