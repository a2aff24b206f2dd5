import { toLookupId } from './to-lookup-id.ts'

/** Files a page's entities under their ids, leaving out what was not asked for and what has no id. */
export function collectItems(
  found: Map<string, { item: unknown; beganAt: number }>,
  wanted: ReadonlySet<string>,
  items: readonly unknown[],
  beganAt: number,
): void {
  for (const item of items) {
    if (typeof item !== 'object' || item === null || !('Id' in item)) continue
    const { Id: id } = item
    if (typeof id !== 'string') continue
    const lookupId = toLookupId(id)
    if (wanted.has(lookupId)) found.set(lookupId, { item, beganAt })
  }
}
