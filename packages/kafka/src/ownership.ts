/**
 * Whether we may act for the tasks we were given: our generation stands, no rebalance is under way, and the group still
 * counts us among the living.
 *
 * A heartbeat is sent after the one before it was acknowledged, so the time of that acknowledgement is a safe bound for
 * when the newest acknowledged one was sent. All times are milliseconds of a monotonic clock: a process that was frozen
 * finds its bound old when it thaws, and owns nothing.
 */
export type Ownership = {
  /** Counts the joins; 0 before the first. */
  readonly generation: number
  /** True between the beginning of a rebalance and the next join, and before the first. */
  readonly isRebalancing: boolean
  /** Time of the last join or acknowledged heartbeat. */
  readonly lastAckAt: number
  /** A time before which the newest acknowledged heartbeat was not sent; undefined until the first after a join. */
  readonly sentAfter: number | undefined
}

/** Before the first join: nothing is owned. */
export const unowned: Ownership = { generation: 0, isRebalancing: true, lastAckAt: 0, sentAfter: undefined }

/** The group has given us tasks. */
export function join({ generation }: Ownership, now: number): Ownership {
  return { generation: generation + 1, isRebalancing: false, lastAckAt: now, sentAfter: undefined }
}

/** A heartbeat was acknowledged. */
export function acknowledge(ownership: Ownership, now: number): Ownership {
  return { ...ownership, lastAckAt: now, sentAfter: ownership.lastAckAt }
}

/** The group is handing its tasks round: nothing is owned until the next join. */
export function lose(ownership: Ownership): Ownership {
  return { ...ownership, isRebalancing: true }
}

/**
 * Tells whether a call may be sent or a transaction committed for what was given in `generation`.
 *
 * @param leaseMs - session timeout less a margin for what is in the air
 */
export function owns(ownership: Ownership, generation: number, now: number, leaseMs: number): boolean {
  const { isRebalancing, sentAfter } = ownership
  return generation === ownership.generation && !isRebalancing && sentAfter !== undefined && now - sentAfter < leaseMs
}
