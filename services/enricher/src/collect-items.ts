import { toLookupId } from './to-lookup-id.ts'

/**
 * Files a page's entities under their ids, leaving out what was not asked for and what has no id.
 *
 * @returns how many were left out
 */
export function collectItems(
  found: Map<string, { item: unknown; beganAt: number }>,
  wanted: ReadonlySet<string>,
  items: readonly unknown[],
  beganAt: number,
): number {
  let strangers = 0
  for (const item of items) {
    const id = typeof item === 'object' && item !== null && 'Id' in item ? item.Id : undefined
    const lookupId = typeof id === 'string' ? toLookupId(id) : undefined
    if (lookupId !== undefined && wanted.has(lookupId)) found.set(lookupId, { item, beganAt })
    else strangers += 1
  }
  return strangers
}
