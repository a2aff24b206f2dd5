import type { ThinEvent } from '@bellhop/records'

/** What becomes of a record that was chosen to be written once more. */
export type Choice = {
  /** Its events as they are to be written; none where it cannot be made any. */
  readonly events: readonly ThinEvent[]
  /** Why it, or part of it, cannot be made an event; absent where all of it can. */
  readonly refusal?: string
}

/** The choice of a record that cannot be made an event. */
export function refuse(refusal: string): Choice {
  return { events: [], refusal }
}
