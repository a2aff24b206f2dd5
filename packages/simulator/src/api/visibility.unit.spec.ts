import { describe, expect, it } from 'vitest'
import type { Truth } from '../index.ts'
import { openCalled } from '../testing/open-called.ts'
import { idsOf, inFull } from '../testing/open-caller.ts'
import type { JsonObject } from '../world/json.ts'
import type { EntityName } from '../world/kinds.ts'

const unknown = '0f515589-99b4-423d-b83a-b237009f0509'

const { simulator, caller } = await openCalled({ entitiesPerEnterprise: 30 })

/** chain-1-b serves one enterprise, so its calls need no ChainIds. */
const credential = 'chain-1-b'
const served = () => simulator.directory.credentials.find(({ name }) => name === credential)?.enterpriseIds[0] ?? ''

/** Changes an entity of the one enterprise, and asks for it without whatever would show hidden ones. */
async function askPlainly(entity: EntityName, action: 'create' | 'delete', extra: JsonObject = {}) {
  const { id } = simulator.change({ entity, action, enterpriseId: served() })
  const { operation, idsIn, arrayOut } = inFull[entity]
  const plain = await caller.call(operation, { [idsIn]: [id], ...extra }, { credential })
  const full = await caller.call(operation, { [idsIn]: [id], ...inFull[entity].extra }, { credential })
  return { id, plain: idsOf(plain, arrayOut), full: idsOf(full, arrayOut) }
}

describe('what the API shows', () => {
  it.each([
    ['reservation', {}],
    ['resource', { Extent: { Resources: true } }],
    ['resource-block', {}],
    ['customer', { Extent: { Customers: true } }],
  ] as const)('hides a deleted %s unless it is asked for', async (entity, extra) => {
    const living = await askPlainly(entity, 'create', extra)
    const deleted = await askPlainly(entity, 'delete', extra)

    expect([living.plain, living.full]).toEqual([[living.id], [living.id]])
    expect([deleted.plain, deleted.full]).toEqual([[], [deleted.id]])
  })

  it('shows only deleted ones when only those are asked for', async () => {
    const { id } = simulator.change({ entity: 'resource-block', action: 'delete', enterpriseId: served() })
    const kept = simulator.change({ entity: 'resource-block', action: 'create', enterpriseId: served() }).id

    const request = { ResourceBlockIds: [id, kept], ActivityStates: ['Deleted'] }
    const answer = await caller.call('resourceBlocks/getAll', request, { credential })

    expect(idsOf(answer, 'ResourceBlocks')).toEqual([id])
  })

  it('finds customers by when they were deleted', async () => {
    const { id } = simulator.change({ entity: 'customer', action: 'delete', enterpriseId: served() })
    const DeletedUtc = {
      StartUtc: new Date(Date.now() - 60_000).toISOString(),
      EndUtc: new Date(Date.now() + 60_000).toISOString(),
    }

    const request = { DeletedUtc, Extent: { Customers: true }, ActivityStates: ['Deleted'] }
    const answer = await caller.call('customers/getAll', request, { credential })

    expect(idsOf(answer, 'Customers')).toContain(id)
  })

  it('shows cancelled payments without being asked, for no filter of theirs has a default', async () => {
    const { id } = simulator.change({ entity: 'payment', action: 'delete', enterpriseId: served() })

    const answer = await caller.call('payments/getAll', { PaymentIds: [id] }, { credential })

    expect(idsOf(answer, 'Payments')).toEqual([id])
  })

  it('leaves unknown ids and those of other enterprises out, without a word', async () => {
    const other = simulator.directory.credentials.find(({ name }) => name === 'chain-2-a')?.enterpriseIds[0] ?? ''
    const mine = simulator.change({ entity: 'payment', action: 'create', enterpriseId: served() }).id
    const theirs = simulator.change({ entity: 'payment', action: 'create', enterpriseId: other }).id

    const answer = await caller.call('payments/getAll', { PaymentIds: [mine, theirs, unknown] }, { credential })

    expect([answer.status, idsOf(answer, 'Payments')]).toEqual([200, [mine]])
  })

  it('takes ids in capitals', async () => {
    const { id } = simulator.change({ entity: 'payment', action: 'create', enterpriseId: served() })

    const answer = await caller.call('payments/getAll', { PaymentIds: [id.toUpperCase()] }, { credential })

    expect(idsOf(answer, 'Payments')).toEqual([id])
  })

  it('bounds a portfolio token to the enterprises that a call names', async () => {
    const [first = '', second = ''] = simulator.directory.credentials[0]?.enterpriseIds ?? []
    const ids = [first, second].map(
      (enterpriseId) => simulator.change({ entity: 'payment', action: 'create', enterpriseId }).id,
    )

    const all = await caller.call('payments/getAll', { PaymentIds: ids })
    const one = await caller.call('payments/getAll', { PaymentIds: ids, EnterpriseIds: [second] })

    expect(new Set(idsOf(all, 'Payments'))).toEqual(new Set(ids))
    expect(idsOf(one, 'Payments')).toEqual([ids[1]])
  })

  it('shows customers to every token of their chain and to no other', async () => {
    const { id } = simulator.change({ entity: 'customer', action: 'create', enterpriseId: served() })
    const request = { CustomerIds: [id], Extent: { Customers: true } }
    const chainIds = simulator.directory.credentials[0]?.chainIds ?? []

    const answers = await Promise.all([
      caller.call('customers/getAll', { ...request, ChainIds: chainIds }, { credential: 'chain-1-a' }),
      caller.call('customers/getAll', request, { credential: 'chain-2-b' }),
    ])

    expect(answers.map((answer) => idsOf(answer, 'Customers'))).toEqual([[id], []])
  })

  it("never shows another integration's threads or their messages, nor product orders", async () => {
    const message = simulator.change({ entity: 'message', isVisible: false, enterpriseId: served() })
    const order = simulator.change({ entity: 'reservation', isVisible: false, enterpriseId: served() })
    const threadIds = [message.threadId ?? '']

    const threads = await caller.call('messageThreads/getAll', { MessageThreadIds: threadIds }, { credential })
    const messages = await caller.call('messages/getAll', { MessageThreadIds: threadIds }, { credential })
    const orders = await caller.call(inFull.reservation.operation, { ReservationIds: [order.id] }, { credential })

    expect([message.events, order.events]).toEqual([
      [{ Discriminator: 'MessageAdded', Value: { Id: message.id } }],
      [{ Discriminator: 'ServiceOrderUpdated', Value: { Id: order.id } }],
    ])
    expect([idsOf(threads, 'MessageThreads'), idsOf(messages, 'Messages'), idsOf(orders, 'Reservations')]).toEqual([
      [],
      [],
      [],
    ])
    expect(simulator.truthOf('message', message.id)).toBeUndefined()
  })

  it('filters by what the filter says', async () => {
    const mine = (one: Truth) => one.entity === 'reservation' && one.enterpriseId === served()
    const living = [...simulator.truth()].filter((one) => mine(one) && one.state['State'] !== 'Canceled')
    const wanted = (field: string, value: unknown) =>
      living
        .filter(({ state }) => state[field] === value)
        .map(({ id }) => id)
        .toSorted()
    const sample = living[0]?.state ?? {}
    const { ServiceId = null, Number: number = null, State = null } = sample

    for (const [filter, field, value] of [
      ['ServiceIds', 'ServiceId', ServiceId],
      ['Numbers', 'Number', number],
      ['States', 'State', State],
    ] as const) {
      const answer = await caller.call(inFull.reservation.operation, { [filter]: [value] }, { credential })
      expect(idsOf(answer, 'Reservations').toSorted()).toEqual(wanted(field, value))
    }
  })

  it('finds reservations that touch an interval, and those that arrive in it', async () => {
    const { id } = simulator.change({ entity: 'reservation', action: 'create', enterpriseId: served() })
    const fields = { ScheduledStartUtc: '2031-01-10T14:00:00Z', ScheduledEndUtc: '2031-01-12T10:00:00Z' }
    simulator.change({ entity: 'reservation', id, fields: { ...fields, State: 'Confirmed' } })
    const ask = async (filter: string, StartUtc: string, EndUtc: string) =>
      idsOf(
        await caller.call(inFull.reservation.operation, { [filter]: { StartUtc, EndUtc } }, { credential }),
        'Reservations',
      )

    const found = [
      await ask('CollidingUtc', '2031-01-11T00:00:00Z', '2031-01-11T01:00:00Z'),
      await ask('CollidingUtc', '2031-01-12T10:00:00Z', '2031-01-13T00:00:00Z'),
      await ask('ScheduledStartUtc', '2031-01-10T14:00:00Z', '2031-01-10T14:00:01Z'),
      await ask('ScheduledStartUtc', '2031-01-10T00:00:00Z', '2031-01-10T14:00:00Z'),
    ]

    expect(found).toEqual([[id], [], [id], []])
  })
})
