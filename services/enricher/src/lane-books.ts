import { createLaneBook, type LaneBook, type Lookup } from './lane-book.ts'

/** The books of a task's lanes, over the bounds of its turns. Nothing of them survives the loss of the task. */
export type LaneBooks = {
  readonly of: (lane: string) => LaneBook
  /**
   * Ends the turn in every book.
   *
   * @param now - monotonic milliseconds
   * @returns the turn's lookups, by lane
   */
  readonly endTurn: (now: number) => Map<string, Lookup[]>
}

/** Answers that are kept at most, of all lanes: as many as a turn may take events. */
const maxKept = 10_000

/** Creates the books of a task that has taken nothing yet. */
export function createLaneBooks(): LaneBooks {
  const books = new Map<string, LaneBook>()
  return {
    of: (lane) => {
      const book = books.get(lane) ?? createLaneBook(lane)
      books.set(lane, book)
      return book
    },
    endTurn: (now) => {
      const ended = new Map<string, Lookup[]>()
      for (const [lane, book] of books) ended.set(lane, book.endTurn(now))
      let tooMany = [...books.values()].reduce((sum, book) => sum + book.size(), 0) - maxKept
      for (const [lane, book] of books) {
        const before = book.size()
        if (tooMany > 0) book.forget(tooMany)
        tooMany -= before - book.size()
        if (book.size() === 0) books.delete(lane)
      }
      return ended
    },
  }
}
