import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf } from './fakes/events.ts'
import type { LaneBook } from './lane-book.ts'
import { createLaneBooks } from './lane-books.ts'

const grand = credentialOf('grand')

function fetch(book: LaneBook, count: number) {
  for (let nth = 0; nth < count; nth++) book.add(pendingOf({ entity_id: `${nth}` }), 'customer', grand)
  return book.open().flatMap((operation) => book.take(operation, count, 0))
}

describe('the books of a task', () => {
  it('last from turn to turn while something is under way, and no longer', () => {
    const books = createLaneBooks()
    const book = books.of('grand')
    const [lookup] = fetch(book, 1)

    expect(books.endTurn(0).get('grand')).toHaveLength(1)
    expect(books.of('grand')).toBe(book)
    if (lookup) book.answer(lookup, { ends: () => ({ end: 'unchanged' }) })
    books.endTurn(0)
    expect(books.of('grand')).toBe(book)
    books.endTurn(600_000)
    expect(books.of('grand')).not.toBe(book)
  })

  it('keep ten thousand answers in all', () => {
    const books = createLaneBooks()
    for (const lane of ['grand', 'petite']) {
      const book = books.of(lane)
      const lookups = fetch(book, 8_000)
      books.endTurn(0)
      for (const lookup of lookups) book.answer(lookup, { ends: () => ({ end: 'unchanged' }) })
    }

    books.endTurn(1)

    expect(['grand', 'petite'].map((lane) => books.of(lane).size())).toEqual([2_000, 8_000])
  })
})
