/** A turn among those of the process. */
export type Admitted = {
  /** Whether the process has more to do than it can. */
  readonly isSaturated: () => boolean
  /** False while older turns need the whole process. */
  readonly mayCall: () => boolean
  /** To be called when the turn's lanes have ended. */
  readonly leave: () => void
}

/** Lets a turn in among those of the process. */
export type Admit = () => Admitted

/** The oldest turns, which may always make calls. Two: while one waits for an answer the other has something to do. */
const oldest = 2

/**
 * Creates the order of a process's turns: while it is saturated the oldest alone make calls, so that turns end one after
 * another instead of all at last with everything that they fetched in memory. Whoever waits for its token or for Mews
 * leaves the process idle, and then all may.
 */
export function createAdmission(isSaturated: () => boolean): Admit {
  const turns = new Set<Admitted>()
  return () => {
    const turn: Admitted = {
      isSaturated,
      mayCall: () => {
        if (!isSaturated()) return true
        let place = 0
        for (const other of turns) {
          if (other === turn) return true
          place += 1
          if (place === oldest) return false
        }
        return true
      },
      leave: () => turns.delete(turn),
    }
    turns.add(turn)
    return turn
  }
}
