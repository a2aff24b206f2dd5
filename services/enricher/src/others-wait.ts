import type { InputRecord, Mailbox } from '@bellhop/kafka'

/**
 * Tells whether records wait in the mailbox that could be worked on and belong to a lane that has no part in the turn.
 *
 * Of a retry topic only the first record's time is looked at: behind one that is due the others mostly are too.
 */
export function othersWait(
  heads: ReturnType<Mailbox['heads']>,
  lanes: ReadonlyMap<string, unknown>,
  isDue: (record: InputRecord) => boolean,
): boolean {
  return heads.some(({ head, keys }) => {
    for (const key of keys) if (!lanes.has(key)) return isDue(head)
    return false
  })
}
