import type { Progress } from './fenced-producer.ts'

/** What is committed of a topic: the next offset, and the note that travels with it, empty where nothing was committed. */
export type Standing = { readonly offset: number; readonly note: string }

/**
 * Makes the rows of a commit: how far each topic has come with the turn, and beside it each other topic of which more has
 * been read than is committed, because nothing stands there but transaction markers and aborted records. Were their
 * offsets left behind, a topic that is quiet until retention has deleted all of it would begin after what is committed,
 * and nobody could tell markers that were deleted from events. Pure.
 *
 * @param past - from where a topic is to be read on, once all of its records before an offset have ended
 */
export function toRows(
  progress: ReadonlyMap<string, Standing>,
  committed: ReadonlyMap<string, Standing>,
  past: (topic: string, offset: number) => number,
): Progress[] {
  const others = [...committed].filter(([topic, { note }]) => !progress.has(topic) && note !== '')
  return [
    ...[...progress].map(([topic, { offset, note }]) => ({ topic, offset: past(topic, offset), note })),
    ...others.flatMap(([topic, { offset, note }]) => {
      const to = past(topic, offset)
      return to > offset ? [{ topic, offset: to, note }] : []
    }),
  ]
}
