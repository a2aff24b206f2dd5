/** A turn among those of the process. */
export type Admitted = {
  /** Whether the process has more to do than it can. */
  readonly isSaturated: () => boolean
  /** Whether a lane of the turn that could call now may; false while older turns need the whole process. */
  readonly mayCall: () => boolean
  /** To be called when the turn's lanes have ended. */
  readonly leave: () => void
}

/** Lets a turn in among those of the process. */
export type Admit = () => Admitted

/** The oldest turns, which may always make calls. Two: while one waits for an answer the other has something to do. */
const oldest = 2
/** Milliseconds for which a turn that asked counts as one that could call: longer than lanes wait between two looks. */
const askedMs = 250

/**
 * Creates the order of a process's turns: while it is saturated the oldest of those that could make a call make it, so
 * that turns end one after another instead of all at last with everything that they fetched in memory. A turn that waits
 * for its token or for Mews does not ask, and holds nobody up.
 *
 * @param now - monotonic milliseconds
 */
export function createAdmission(isSaturated: () => boolean, now: () => number): Admit {
  const asked = new Map<Admitted, number>()
  return () => {
    const turn: Admitted = {
      isSaturated,
      mayCall: () => {
        const at = now()
        asked.set(turn, at)
        if (!isSaturated()) return true
        let older = 0
        for (const [other, askedAt] of asked) {
          if (other === turn) return true
          if (at - askedAt <= askedMs) older += 1
          if (older === oldest) return false
        }
        return true
      },
      leave: () => asked.delete(turn),
    }
    asked.set(turn, Number.NEGATIVE_INFINITY)
    return turn
  }
}
