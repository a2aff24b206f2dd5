import type { Mailbox } from './mailbox.ts'
import type { OutgoingRecord } from './record.ts'

/** One partition of every topic of the group, owned by this process until `signal` aborts. */
export type Task = {
  readonly partition: number
  readonly mailbox: Mailbox
  /** The note committed last with each topic's offset, empty where there was none. */
  readonly notes: ReadonlyMap<string, string>
  /** Aborts when the task is no longer ours; whoever works for it stops. */
  readonly signal: AbortSignal
  /** Whether a call for this task may be sent now. Asked before every one: fencing guards topics, not an API. */
  readonly owns: () => boolean
  /**
   * Ends a turn: writes its records and how far each topic has come, in one transaction. Where nothing but transaction
   * markers follows, the committed offset is the one behind them.
   *
   * @throws KafkaError `kafka.task-lost` when the outcome is unknown or the task is not ours; nothing of the turn may be
   * relied on, and `runTask` should reject with it
   */
  readonly commit: (turn: TurnOutput) => Promise<void>
  /** Whether markers stand behind what is committed: a commit, even of nothing, would bring the offsets behind them. */
  readonly isBehind: () => boolean
  /**
   * Writes a barrier into this task's partition of a topic that only its owners write to, and tells its offset: whoever
   * has read up to it has read all that was ever committed there.
   *
   * @throws KafkaError `kafka.task-lost`, as `commit` does
   */
  readonly setBarrier: (topic: string) => Promise<number>
}

/** What a turn leaves behind. */
export type TurnOutput = {
  readonly records: readonly OutgoingRecord[]
  /** For each topic of which records were taken: the offset after the last of them, and the note that goes with it. */
  readonly progress: ReadonlyMap<string, { readonly offset: number; readonly note: string }>
  /** Asked last thing before the commit; once it says no the turn is thrown away, and the commit rejects. */
  readonly mayCommit?: () => boolean
}

/**
 * Works for a task, turn after turn, until its signal aborts.
 *
 * Rejecting with a retriable error starts the task anew from what is committed; any other error ends the process.
 */
export type RunTask = (task: Task) => Promise<void>
