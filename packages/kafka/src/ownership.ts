/**
 * Whether we may act for the tasks we were given: our generation of the group stands, no rebalance is under way, and the
 * group still counts us among the living.
 *
 * A heartbeat is sent after the one before it was acknowledged, so the time of that acknowledgement is a safe bound for
 * when the newest acknowledged one was sent. All times are milliseconds of a monotonic clock: a process that was frozen
 * finds its bound old when it thaws, and owns nothing.
 */
export type Ownership = {
  /** The group's own number of the generation that gave us our tasks; 0 before the first, as no group has it. */
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

/** The group has given us tasks, in this generation of its own. */
export function join(generation: number, now: number): Ownership {
  return { generation, isRebalancing: false, lastAckAt: now, sentAfter: undefined }
}

/**
 * Tells whether nobody else can have been given our tasks between our generation and the one that we have joined now: it
 * is the same, or the very next. Were there another between, we were not part of it.
 */
export function isUnbroken({ generation }: Ownership, joined: number): boolean {
  return joined === generation || joined === generation + 1
}

/**
 * A heartbeat was acknowledged for a generation of the group; for another one than ours it says nothing about our tasks.
 *
 * Where we took the tasks for lost, an acknowledgement for the very generation that gave them says that they are not: a
 * group that has begun to hand tasks round refuses the heartbeats of the generation before. It comes about when the
 * group's coordinator is only starting: kafkajs asks to join, gives up at its answer, and goes on as the member it was.
 *
 * @param generation - the group's own number, as the heartbeat named it
 */
export function acknowledge(ownership: Ownership, now: number, generation: number): Ownership {
  if (generation !== ownership.generation) return ownership
  return { generation, isRebalancing: false, lastAckAt: now, sentAfter: ownership.lastAckAt }
}

/** The group is handing its tasks round: nothing is owned until the next join, or until it shows that it did not. */
export function lose(ownership: Ownership): Ownership {
  return { ...ownership, isRebalancing: true }
}

/**
 * Tells whether a call may be sent or a transaction committed for the tasks we were given.
 *
 * @param leaseMs - session timeout less a margin for what is in the air
 */
export function owns({ isRebalancing, sentAfter }: Ownership, now: number, leaseMs: number): boolean {
  return !isRebalancing && sentAfter !== undefined && now - sentAfter < leaseMs
}
