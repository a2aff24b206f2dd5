import { describe, expect, it } from 'vitest'
import { openCalled } from '../testing/open-called.ts'
import { idsOf, inFull, listOf } from '../testing/open-caller.ts'
import type { JsonObject } from '../world/json.ts'

const nowMs = Date.parse('2026-05-20T12:00:00Z')
const everything = { StartUtc: '2026-02-25T00:00:00Z', EndUtc: '2026-05-21T00:00:00Z' }

const { simulator, caller } = await openCalled({
  chains: 1,
  enterprisesPerChain: 2,
  tokensPerChain: 2,
  entitiesPerEnterprise: {
    reservation: 2_500,
    message: 1_200,
    customer: 50,
    resource: 50,
    payment: 50,
    'resource-block': 50,
  },
  now: () => new Date(nowMs),
})

/** Asks page after page, as Mews says to, and gives what each page held. */
async function pageThrough(operation: string, array: string, request: JsonObject, Count: number) {
  const pages: JsonObject[][] = []
  let Cursor: string | null = null
  do {
    const answer = await caller.call(operation, { ...request, Limitation: { Count, Cursor } })
    expect(answer.status).toBe(200)
    pages.push(listOf(answer, array))
    Cursor = typeof answer.body['Cursor'] === 'string' ? answer.body['Cursor'] : null
  } while (Cursor !== null)
  return pages
}

describe('pages', () => {
  it('give 2,500 reservations once each, newest first, the cursor being the last of the page', async () => {
    const { operation, extra } = inFull.reservation

    const pages = await pageThrough(operation, 'Reservations', extra, 1000)

    const mine = new Set(simulator.directory.credentials[0]?.enterpriseIds)
    const wanted = [...simulator.truth()].filter(
      (one) => one.entity === 'reservation' && mine.has(one.enterpriseId ?? ''),
    )
    expect(pages.map(({ length }) => length)).toEqual([1000, 1000, 500])
    expect(new Set(pages.flat().map(({ Id }) => Id))).toEqual(new Set(wanted.map((one) => one.id)))
    const times = pages.flat().map(({ UpdatedUtc }) => Date.parse(String(UpdatedUtc)))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  it('tell apart entities of one second by their ids', async () => {
    const pages = await pageThrough(inFull.reservation.operation, 'Reservations', inFull.reservation.extra, 7)

    const all = pages.flat().map(({ Id, UpdatedUtc }) => ({ id: String(Id), ms: Date.parse(String(UpdatedUtc)) }))
    expect(new Set(all.map(({ id }) => id)).size).toBe(2_500)
    const ties = all.filter(({ ms }, index) => all[index - 1]?.ms === ms)
    expect(ties.length).toBeGreaterThan(50)
    expect(all).toEqual(all.toSorted((a, b) => b.ms - a.ms || (a.id < b.id ? -1 : 1)))
  })

  it('end with null even where the last page is full', async () => {
    const ids = idsOf(await caller.call(inFull.reservation.operation, { Limitation: { Count: 2 } }), 'Reservations')

    const answer = await caller.call(inFull.reservation.operation, {
      ReservationIds: ids,
      Limitation: { Count: 2 },
    })

    expect(idsOf(answer, 'Reservations')).toHaveLength(2)
    expect(answer.body['Cursor']).toBeNull()
  })

  it('bear the last id at the end where that is asked of the simulator', async () => {
    simulator.faults = { cursorAtEnd: 'last' }

    const answer = await caller.call(inFull.payment.operation, { UpdatedUtc: everything })
    simulator.faults = {}

    expect(answer.body['Cursor']).toBe(idsOf(answer, 'Payments').at(-1))
  })

  it('cut a list of ids as well', async () => {
    const ids = idsOf(await caller.call(inFull.reservation.operation, {}), 'Reservations')

    const pages = await pageThrough(inFull.reservation.operation, 'Reservations', { ReservationIds: ids }, 300)

    expect(pages.map(({ length }) => length)).toEqual([300, 300, 300, 100])
  })

  it('run by CreatedUtc for messages', async () => {
    const threads = idsOf(await caller.call('messageThreads/getAll', { UpdatedUtc: everything }), 'MessageThreads')

    const pages = await pageThrough('messages/getAll', 'Messages', { MessageThreadIds: threads }, 500)

    const times = pages.flat().map(({ CreatedUtc }) => Date.parse(String(CreatedUtc)))
    expect(times).toHaveLength(1_200)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  it('tile by half-open windows: nothing twice, nothing left out', async () => {
    const all = await pageThrough(inFull.payment.operation, 'Payments', { UpdatedUtc: everything }, 1000)
    const middle = String(all.flat()[20]?.['UpdatedUtc'])
    const windows = [
      { StartUtc: everything.StartUtc, EndUtc: middle },
      { StartUtc: middle, EndUtc: everything.EndUtc },
    ]

    const halves = await Promise.all(windows.map((UpdatedUtc) => caller.call('payments/getAll', { UpdatedUtc })))

    const found = halves.flatMap((half) => idsOf(half, 'Payments'))
    expect(found).toHaveLength(50)
    expect(new Set(found).size).toBe(50)
  })

  it('find exactly one moment in a window without length', async () => {
    const [first] = listOf(await caller.call('payments/getAll', { UpdatedUtc: everything }), 'Payments')
    const moment = String(first?.['UpdatedUtc'])

    const answer = await caller.call('payments/getAll', { UpdatedUtc: { StartUtc: moment, EndUtc: moment } })

    expect(new Set(listOf(answer, 'Payments').map(({ UpdatedUtc }) => UpdatedUtc))).toEqual(new Set([moment]))
  })

  it('come back as 204 without a body when empty and minimal answers are preferred', async () => {
    const request = { PaymentIds: ['0f515589-99b4-423d-b83a-b237009f0509'] }

    const minimal = await caller.call('payments/getAll', request, { headers: { prefer: 'return=minimal' } })
    const ordinary = await caller.call('payments/getAll', request)

    expect([minimal.status, minimal.text, minimal.headers['content-type']]).toEqual([204, '', undefined])
    expect(ordinary.body).toEqual({ Payments: [], Cursor: null })
  })
})
