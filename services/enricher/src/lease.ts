/**
 * For how long a reading of the directory may be acted on. Pure; times are milliseconds of a monotonic clock.
 *
 * Several processes read one file, each in its own time, and an access token or an enterprise may go from one task to
 * another in it. Two tasks must not use one token within one window, nor publish one entity side by side. No process
 * tells another anything, so each keeps two rules:
 *
 * - *Who has the old file stops.* A reading is good for calls for {@link lateMs} after it was last seen in the file,
 *   and for the commit of what they brought for {@link commitMs} more. A file that was replaced at F was last seen
 *   before F. So of what it says no call is sent after F + `lateMs`, and nothing that a reader is shown is appended
 *   after F + `lateMs` + `commitMs`, however late a process looks and however long it was frozen: a transaction is asked
 *   about last thing before its commit, and what it had appended is never shown when it is abandoned then. (When the
 *   commit itself arrives does not matter: readers see records in the order in which they were appended.)
 * - *Who has the new file waits.* What comes from another task makes its first call at the earliest
 *   `lateMs` + the longer of the token's window and `commitMs` after it was seen, which is after F. See
 *   {@link toWaitMs}. By then the last call of the task before has left the token's window, and all that it published
 *   is appended; so a later state, fetched from then on, follows.
 *
 * A token or enterprise that the directory did not name before begins at once: nobody can have used it, for every
 * version of the file is seen by whoever looks more often than it is replaced. So two changes of one token or
 * enterprise have to be `lateMs` apart. A process that has not looked for longer (it was frozen) may have missed a
 * version, and takes everything for something that comes from elsewhere. What is left: a process that starts does not
 * know what the file was before, and a file that only some of the processes can read parts them for as long as it is so.
 */

/** Milliseconds between two readings. */
export const rereadMs = 10_000

/** Milliseconds after which a process that did not look again sends no more calls: two readings. */
export const lateMs = 2 * rereadMs

/** Milliseconds beyond that in which what calls have brought may be committed. */
export const commitMs = 10_000

/** Milliseconds for which a call may be on its way to Mews; a connection takes no longer. */
const travelMs = 1_000

/** Whether a call may be sent that a reading allows which was last seen in the file at `seenAt`. */
export function mayCall(seenAt: number, now: number): boolean {
  return now - seenAt < lateMs
}

/** Whether a turn may be committed that worked with a reading which was last seen in the file at `seenAt`. */
export function mayCommit(seenAt: number, now: number): boolean {
  return now - seenAt < lateMs + commitMs
}

/** How many milliseconds a token of the given window, or what it serves, waits when it comes from another task. */
export function toWaitMs(windowSeconds: number): number {
  return lateMs + Math.max(windowSeconds * 1_000 + travelMs, commitMs)
}
