import type { Mailbox, Task } from '@bellhop/kafka'

/** The part of a task that its work needs. */
export type WorkTask = Omit<Task, 'mailbox'> & {
  readonly mailbox: Pick<Mailbox, 'take' | 'heads' | 'lastOf' | 'arrival'>
}
