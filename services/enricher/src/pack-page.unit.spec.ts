import { describe, expect, it } from 'vitest'
import { mewsEntities } from './fakes/entities.ts'
import { entityNames } from './fakes/lane.ts'
import { asRead, pageOf } from './fakes/mews.ts'
import { packPage, unpackPage } from './pack-page.ts'

const arrayOuts = {
  reservation: 'Reservations',
  resource: 'Resources',
  message: 'Messages',
  'resource-block': 'ResourceBlocks',
  customer: 'Customers',
  payment: 'Payments',
} as const

/** What comes out in the other thread. */
const sent = (page: Parameters<typeof packPage>[0]) => unpackPage(structuredClone(packPage(page)))

describe('a page that is handed to another thread', () => {
  it.each(entityNames)('of a %s is there what it was here', (entity) => {
    const whole = mewsEntities[entity]
    const items = [whole, { ...whole, Id: 5 }, { ...whole, Id: 'b', New: { Žluťoučký: [1] } }, null, { Id: 'c' }, whole]
    const page = asRead(pageOf(items, 'more'), { arrayOut: arrayOuts[entity] })

    expect(sent(page)).toEqual(page)
  })

  it('may be of threads, be empty, or be none', () => {
    const threads = asRead(pageOf([{ Id: 't1' }, {}]), { arrayOut: 'MessageThreads' })

    expect(sent(threads)).toEqual({ kind: 'page', items: [{ id: 't1' }, {}], cursor: undefined })
    expect(sent(pageOf([]))).toEqual(pageOf([]))
    expect(sent({ kind: 'unreachable', cause: 'not-json' })).toEqual({ kind: 'unreachable', cause: 'not-json' })
  })
})
