import type { Lookup } from './lane-book.ts'
import { isUuid } from './to-lookup-id.ts'

/** Whether a batch has ids that are no UUIDs among others. */
export function isMixed(batch: readonly Lookup[]): boolean {
  return batch.some(({ id }) => isUuid(id)) && batch.some(({ id }) => !isUuid(id))
}

/**
 * Cuts a batch that was refused in two, so that what is wrong with it is found: ids that are no UUIDs from the others,
 * since it is mostly one of those, else in the middle.
 */
export function toHalves(batch: readonly Lookup[]): ReadonlyArray<readonly Lookup[]> {
  if (isMixed(batch)) return [batch.filter(({ id }) => isUuid(id)), batch.filter(({ id }) => !isUuid(id))]
  const middle = Math.ceil(batch.length / 2)
  return [batch.slice(0, middle), batch.slice(middle)]
}
