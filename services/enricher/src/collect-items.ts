import type { Found, Item } from './api.ts'

/**
 * Files a page's entities under their ids, leaving out what was not asked for and what has no id.
 *
 * @returns how many were left out
 */
export function collectItems(
  found: Found,
  wanted: ReadonlySet<string>,
  items: readonly Item[],
  beganAt: number,
): number {
  let strangers = 0
  for (const { id, entity } of items) {
    if (id !== undefined && entity !== undefined && wanted.has(id)) found.set(id, { entity, beganAt })
    else strangers += 1
  }
  return strangers
}
