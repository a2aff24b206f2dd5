/** Bytes that are known from a number: itself, and up to 3 KiB that follow from it. */
export function toNumberedPayload(number: number): Buffer {
  const payload = Buffer.alloc(4 + ((number * 7_919) % 3_072), number % 251)
  payload.writeUInt32BE(number)
  return payload
}

/** The number of a payload that is as it was made. */
export function toNumber(payload: Buffer): number {
  const number = payload.readUInt32BE()
  if (!payload.equals(toNumberedPayload(number))) throw new Error(`The payload of ${number} is not what was appended`)
  return number
}
