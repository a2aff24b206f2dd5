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
  /** The group's own number of the generation we joined; undefined until the first heartbeat after a join tells it. */
  readonly groupGeneration: number | undefined
  /** True between the beginning of a rebalance and the next join, and before the first. */
  readonly isRebalancing: boolean
  /** Time of the last join or acknowledged heartbeat. */
  readonly lastAckAt: number
  /** A time before which the newest acknowledged heartbeat was not sent; undefined until the first after a join. */
  readonly sentAfter: number | undefined
}

/** Before the first join: nothing is owned. */
export const unowned: Ownership = {
  generation: 0,
  groupGeneration: undefined,
  isRebalancing: true,
  lastAckAt: 0,
  sentAfter: undefined,
}

/** The group has given us tasks. */
export function join({ generation }: Ownership, now: number): Ownership {
  return {
    generation: generation + 1,
    groupGeneration: undefined,
    isRebalancing: false,
    lastAckAt: now,
    sentAfter: undefined,
  }
}

/**
 * A heartbeat was acknowledged for a generation of the group.
 *
 * Where we took the tasks for lost, an acknowledgement for the very generation that gave them says that they are not: a
 * group that has begun to hand tasks round refuses the heartbeats of the generation before. It comes about when the
 * group's coordinator is only starting: kafkajs asks to join, gives up at its answer, and goes on as the member it was.
 *
 * @param groupGeneration - the group's own number, as the heartbeat named it
 */
export function acknowledge(ownership: Ownership, now: number, groupGeneration: number): Ownership {
  const acknowledged = { ...ownership, lastAckAt: now, sentAfter: ownership.lastAckAt }
  if (!ownership.isRebalancing) return { ...acknowledged, groupGeneration }
  return { ...acknowledged, isRebalancing: groupGeneration !== ownership.groupGeneration }
}

/** The group is handing its tasks round: nothing is owned until the next join, or until it shows that it did not. */
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
