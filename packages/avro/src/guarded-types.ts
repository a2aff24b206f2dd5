import avro, { type Schema, type Type } from 'avsc'
import { AvroError } from './errors.ts'

/** What avsc reads from; not in its typings. */
type Tap = { readonly buf: Buffer; readonly pos: number; readLong(): number; skipLong(): void }
type TapReader = Type & { _read(tap: Tap): unknown; _skip(tap: Tap): void }

/**
 * An array that believes a count only if so many items can still follow.
 *
 * avsc 5.7.9 reserves and fills whatever count the bytes claim and looks for the end afterwards: ten bytes of garbage
 * exhaust the memory of a process (a count of 33 million took 320 MB). An item takes at least one byte.
 */
class GuardedArray extends avro.types.ArrayType {
  _read(tap: Tap): unknown[] {
    const items: unknown[] = []
    const itemsType = this.itemsType as TapReader
    for (let left = readCount(tap); left > 0; left = readCount(tap)) {
      while (left-- > 0) items.push(itemsType._read(tap))
    }
    return items
  }

  _skip(tap: Tap): void {
    const itemsType = this.itemsType as TapReader
    for (let left = readCount(tap); left > 0; left = readCount(tap)) {
      while (left-- > 0) itemsType._skip(tap)
    }
  }
}

/** Makes avsc build our array, wherever one stands in a schema. */
export function guardTypes(schema: Schema, options: object): Type | undefined {
  const isArray = typeof schema === 'object' && 'type' in schema && schema.type === 'array'
  return isArray ? new GuardedArray(schema, options) : undefined
}

function readCount(tap: Tap): number {
  let count = tap.readLong()
  if (count < 0) {
    count = -count
    tap.skipLong()
  }
  if (count > tap.buf.length - tap.pos) throw new AvroError('avro.undecodable', 'an array claims more items than bytes')
  return count
}
