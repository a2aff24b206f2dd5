import { entities } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { mewsEntities } from './fakes/entities.ts'
import { entityNames } from './fakes/lane.ts'
import { pageOf, readItems } from './fakes/mews.ts'
import { packPage, unpackPage } from './pack-page.ts'

/** What comes out in the other thread. */
const sent = (page: Parameters<typeof packPage>[0]) => unpackPage(structuredClone(packPage(page)))

describe('a page that is handed to another thread', () => {
  it.each(entityNames)('of a %s is there what it was here', (entity) => {
    const whole = mewsEntities[entity]
    const items = [whole, { ...whole, Id: 5 }, { ...whole, Id: 'b', New: { Žluťoučký: [1] } }, null, { Id: 'c' }, whole]
    const page = readItems(pageOf(items, 'more'), entities[entity].arrayOut)

    expect(sent(page)).toEqual(page)
  })

  it('may be of threads, be empty, or be none', () => {
    const threads = readItems(pageOf([{ Id: 't1' }, {}]), 'MessageThreads')

    expect(sent(threads)).toEqual({ kind: 'page', items: [{ id: 't1' }, {}], cursor: undefined })
    expect(sent(pageOf([]))).toEqual(pageOf([]))
    expect(sent({ kind: 'unreachable', cause: 'not-json' })).toEqual({ kind: 'unreachable', cause: 'not-json' })
  })
})
