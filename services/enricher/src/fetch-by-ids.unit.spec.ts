import type { Answer, Credential } from '@bellhop/mews'
import { type EntityName, schemas } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import type { Request, Send } from './api.ts'
import { credentialOf } from './fakes/credentials.ts'
import { pageOf, readItems, refused } from './fakes/mews.ts'
import { fetchByIds } from './fetch-by-ids.ts'
import { createMapEntity } from './map-entity.ts'

const grand = credentialOf('grand')
const portfolio = credentialOf('portfolio', { chainIds: ['chain 1', 'chain 2'] })
const itemOf = (id: string) => ({ Id: id, Name: `name of ${id}` })
const many = (count: number, first = 0) => Array.from({ length: count }, (_, nth) => `id${first + nth}`)

function answering(...answers: Answer[]) {
  const sent: Array<{ credential: Credential; request: Request; ids: number }> = []
  const send: Send = async (credential, request, ids) => {
    sent.push({ credential, request, ids })
    return { answer: readItems(answers[sent.length - 1] ?? pageOf([]), request.arrayOut), beganAt: sent.length }
  }
  return { send, sent }
}
const always = async () => true

describe('fetchByIds', () => {
  it.each([
    [
      'reservation',
      'reservations/getAll/2023-06-06',
      'Reservations',
      {
        ReservationIds: ['a'],
        States: ['Inquired', 'Confirmed', 'Started', 'Processed', 'Canceled', 'Optional', 'Requested'],
      },
    ],
    ['resource', 'resources/getAll', 'Resources', { ResourceIds: ['a'], Extent: { Resources: true, Inactive: true } }],
    [
      'resource-block',
      'resourceBlocks/getAll',
      'ResourceBlocks',
      { ResourceBlockIds: ['a'], ActivityStates: ['Active', 'Deleted'] },
    ],
    [
      'customer',
      'customers/getAll',
      'Customers',
      {
        CustomerIds: ['a'],
        Extent: expect.objectContaining({ Customers: true }),
        ActivityStates: ['Active', 'Deleted'],
      },
    ],
    ['payment', 'payments/getAll', 'Payments', { PaymentIds: ['a'] }],
  ] as const)('asks for a %s as Mews wants to be asked', async (entity: EntityName, operation, arrayOut, filter) => {
    const { send, sent } = answering(pageOf([itemOf('a')]))

    await fetchByIds(entity, grand, ['a'], send, always)

    const request = { operation, arrayOut, filter: { ...filter, Limitation: { Count: 1_000 } } }
    expect(sent).toEqual([{ credential: grand, request, ids: 1 }])
  })

  it('names the chains with a portfolio token, for customers only', async () => {
    const { send, sent } = answering()

    await fetchByIds('customer', portfolio, ['a'], send, always)
    await fetchByIds('customer', grand, ['a'], send, always)
    await fetchByIds('payment', portfolio, ['a'], send, always)

    expect(sent.map(({ request }) => request.filter['ChainIds'])).toEqual([portfolio.chainIds, undefined, undefined])
  })

  it('files what came under its id, and leaves out what was not asked for or has no id', async () => {
    const { send } = answering(pageOf([itemOf('b'), itemOf('foreign'), null, 7, 'a', { Id: 5 }, { id: 'a' }]))

    const fetched = await fetchByIds('payment', grand, ['a', 'b'], send, always)

    expect(fetched).toEqual({
      kind: 'found',
      items: new Map([['b', { entity: createMapEntity(schemas.payment)(itemOf('b')), beganAt: 1 }]]),
      cut: undefined,
      strangers: 6,
    })
  })

  it('is done after one page of a thousand, where every id came', async () => {
    const ids = many(1_000)
    const { send, sent } = answering(pageOf(ids.map(itemOf), 'more'))

    const fetched = await fetchByIds('payment', grand, ids, send, always)

    expect(sent).toHaveLength(1)
    expect(fetched).toMatchObject({ cut: undefined })
  })

  it('turns the page while ids are missing', async () => {
    const ids = many(1_000)
    const noise = many(500, 5_000)
    const { send, sent } = answering(
      pageOf([...noise, ...ids.slice(0, 500)].map(itemOf), 'next'),
      pageOf(ids.slice(500).map(itemOf)),
    )

    const fetched = await fetchByIds('payment', grand, ids, send, always)

    expect(sent.map(({ request }) => request.filter['Limitation'])).toEqual([
      { Count: 1_000 },
      { Count: 1_000, Cursor: 'next' },
    ])
    expect(fetched).toMatchObject({ kind: 'found', cut: undefined })
    const items = fetched.kind === 'found' ? fetched.items : new Map()
    expect(items.size).toBe(1_000)
    expect([items.get('id0')?.beganAt, items.get('id999')?.beganAt]).toEqual([1, 2])
  })

  it('does not turn in circles over a cursor that stands still', async () => {
    const noise = pageOf(many(1_000, 5_000).map(itemOf), 'still')
    const { send, sent } = answering(noise, noise, noise, noise)

    await fetchByIds('payment', grand, ['a'], send, always)

    expect(sent).toHaveLength(2)
  })

  it('stops after five pages of what it did not ask for, though every one has another cursor', async () => {
    const noise = (nth: number) => pageOf(many(1_000, 5_000).map(itemOf), `cursor ${nth % 2}`)
    const { send, sent } = answering(...Array.from({ length: 50 }, (_, nth) => noise(nth)))

    const fetched = await fetchByIds('payment', grand, ['a'], send, always)

    expect(sent).toHaveLength(5)
    expect(fetched).toMatchObject({ kind: 'found', cut: 'pages', strangers: 5_000 })
  })

  it('takes an entity that stands twice on a page for one', async () => {
    const { send } = answering(pageOf([itemOf('a'), itemOf('b'), itemOf('a')]))

    const fetched = await fetchByIds('payment', grand, ['a', 'b'], send, always)

    expect(fetched).toMatchObject({ cut: undefined, strangers: 0 })
    expect(fetched.kind === 'found' && [...fetched.items.keys()]).toEqual(['a', 'b'])
  })

  it('says that pages are left when the turn has no time for them', async () => {
    const { send, sent } = answering(pageOf(many(1_000, 5_000).map(itemOf), 'next'))

    const fetched = await fetchByIds('payment', grand, ['a'], send, async () => false)

    expect(sent).toHaveLength(1)
    expect(fetched).toMatchObject({ kind: 'found', cut: 'time' })
  })

  it('fails as a whole when a page fails', async () => {
    const { send } = answering(pageOf(many(1_000, 5_000).map(itemOf), 'next'), refused(503))

    expect(await fetchByIds('payment', grand, ['a'], send, always)).toEqual({
      kind: 'failed',
      answer: refused(503),
      operation: 'payments/getAll',
    })
  })
})
