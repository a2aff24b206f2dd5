/** A record to be written. */
export type OutgoingRecord = {
  readonly topic: string
  readonly key: string | null
  /** Null is a tombstone. */
  readonly value: Buffer | null
  /** Where it goes; by its key where absent. */
  readonly partition?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** A record with its partition decided, so that a retry cannot send it to another. */
export type PlacedRecord = OutgoingRecord & { readonly partition: number }

/** A record as it was read from partition `partition` of a topic. */
export type InputRecord = {
  readonly topic: string
  readonly partition: number
  /** Below 2^53, so a number holds it. */
  readonly offset: number
  readonly key: string | null
  readonly value: Buffer | null
  /** Epoch milliseconds. */
  readonly timestamp: number
  /** The header of this name, as it was written; absent where the record has none. */
  readonly traceparent?: string
}

/** Bytes a record takes in a batch, roughly: key, value, headers and the record's own overhead. */
export function sizeOf({ key, value, headers }: OutgoingRecord): number {
  let bytes = 32 + (key?.length ?? 0) + (value?.byteLength ?? 0)
  for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0) + 4
  return bytes
}
