import { describe, expect, it } from 'vitest'
import { chooseOperation } from './choose-operation.ts'
import { credentialOf } from './fakes/credentials.ts'
import { pendingOf, receivedAt } from './fakes/events.ts'
import { createLaneBook, type LaneBook } from './lane-book.ts'
import { createTokens } from './tokens.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')

function open() {
  const book = createLaneBook('grand')
  book.add(pendingOf({ entity_id: 'new', received_at: receivedAt + 9 }), 'payment', petite)
  book.add(pendingOf({ entity_id: 'old', received_at: receivedAt }), 'customer', grand)
  const tokens = createTokens()
  tokens.waitFor(grand, 0)
  tokens.waitFor(petite, 0)
  return { book, tokens }
}

const endsOf = (book: LaneBook) =>
  [...book.lookups()].flatMap(({ id, answer }) =>
    answer !== undefined && 'ends' in answer ? [[id, answer.ends(pendingOf())]] : [],
  )

describe('chooseOperation', () => {
  it('takes the one with the oldest event, where tokens are equally free', () => {
    const { book, tokens } = open()

    expect(chooseOperation(book, tokens, 10_000)).toMatchObject({ credential: grand, entity: 'customer' })
  })

  it('takes the one whose token is free soonest', () => {
    const { book, tokens } = open()
    tokens.freeze(grand, 10_000, 5_000)

    expect(chooseOperation(book, tokens, 10_000)).toMatchObject({ credential: petite })
  })

  it('passes over lookups that may not be tried yet', () => {
    const { book, tokens } = open()
    for (const lookup of book.lookups()) lookup.notBefore = lookup.id === 'old' ? 20_000 : 15_000

    expect(chooseOperation(book, tokens, 10_000)).toBeUndefined()
    expect(chooseOperation(book, tokens, 15_000)).toMatchObject({ credential: petite })
  })

  it('ends what is parked, and only that', () => {
    const { book, tokens } = open()
    tokens.park(grand, 'customers/getAll', 20_000)

    expect(chooseOperation(book, tokens, 10_000)).toMatchObject({ credential: petite })
    expect(endsOf(book)).toEqual([['old', { end: 'waiting', reason: 'parked', delay: '10m', isAttempt: false }]])
  })

  it('leaves pending what comes while a parked operation is probed', () => {
    const { book, tokens } = open()
    tokens.park(grand, 'customers/getAll', 20_000)
    tokens.probe(grand, 'customers/getAll', true)

    expect(chooseOperation(book, tokens, 10_000)).toMatchObject({ credential: petite })
    expect(chooseOperation(book, tokens, 20_000)).toMatchObject({ credential: petite })
    expect(endsOf(book)).toEqual([])
    tokens.probe(grand, 'customers/getAll', false)
    expect(chooseOperation(book, tokens, 20_000)).toMatchObject({ credential: grand })
  })

  it('lets a parked operation be probed when its time has come', () => {
    const { book, tokens } = open()
    tokens.park(grand, 'customers/getAll', 20_000)

    expect(chooseOperation(book, tokens, 20_000)).toMatchObject({ credential: grand })
    expect(endsOf(book)).toEqual([])
  })
})
