import { describe, expect, it } from 'vitest'
import { openCalled } from '../testing/open-called.ts'
import { type CallOptions, inFull } from '../testing/open-caller.ts'
import type { JsonObject } from '../world/json.ts'

const id = '0f515589-99b4-423d-b83a-b237009f0509'
const ids = (count: number) =>
  Array.from({ length: count }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`)
const week = { StartUtc: '2026-01-01T00:00:00Z', EndUtc: '2026-01-08T00:00:00Z' }
const reservations = 'reservations/getAll/2023-06-06'
const resourceExtent = { Extent: { Resources: true } }
const customerExtent = { Extent: { Customers: true } }

/** What is refused, and as what: the operation, the request, the status, and how the message begins. */
const refused: ReadonlyArray<readonly [string, string, JsonObject, number, string, CallOptions?]> = [
  ['an unknown path', 'reservations/getAll', {}, 404, 'Not Found'],
  ['a trailing slash', 'resources/getAll/', resourceExtent, 404, 'Not Found'],
  ['another case', 'Resources/getAll', resourceExtent, 404, 'Not Found'],
  ['a query', 'resources/getAll?x=1', resourceExtent, 404, 'Not Found'],
  ['a GET', 'resources/getAll', {}, 405, 'Method Not Allowed', { method: 'GET' }],
  ['a PUT', 'resources/getAll', resourceExtent, 405, 'Method Not Allowed', { method: 'PUT' }],
  ['another content type', 'resources/getAll', {}, 415, 'Unsupported', { headers: { 'content-type': 'text/plain' } }],
  ['no JSON', reservations, {}, 400, 'Invalid JSON', { raw: 'no' }],
  ['a trailing comma', reservations, {}, 400, 'Invalid JSON', { raw: '{"Client":"x",}' }],
  ['an array', reservations, {}, 400, 'Invalid JSON', { raw: '[]' }],
  ['bytes that are not UTF-8', reservations, {}, 400, 'Invalid JSON', { raw: Buffer.from([0x22, 0xff, 0x22]) }],
  ['a body over 1 MiB', reservations, {}, 413, 'Payload', { raw: 'x'.repeat(1024 * 1024 + 1) }],
  ['no ClientToken', reservations, { ClientToken: null }, 400, 'Invalid ClientToken'],
  ['an empty AccessToken', reservations, { AccessToken: '' }, 400, 'Invalid AccessToken'],
  ['a number as Client', reservations, { Client: 7 }, 400, 'Invalid Client'],
  ['an unknown ClientToken', reservations, { ClientToken: 'x' }, 401, 'Invalid ClientToken'],
  ['an unknown AccessToken', reservations, { AccessToken: 'x' }, 401, 'Invalid AccessToken'],
  ['an unknown property', reservations, { ReservationId: id }, 400, 'Invalid ReservationId'],
  ['a property of the prototype', reservations, { constructor: 1 }, 400, 'Invalid constructor'],
  ['an id filter of another operation', reservations, { ResourceIds: [id] }, 400, 'Invalid ResourceIds'],
  ['no Limitation', reservations, { Limitation: null }, 400, 'Invalid Limitation'],
  ['no Count', reservations, { Limitation: {} }, 400, 'Invalid Limitation'],
  ['a Count of 0', reservations, { Limitation: { Count: 0 } }, 400, 'Invalid Limitation'],
  ['a Count of 1001', reservations, { Limitation: { Count: 1001 } }, 400, 'Invalid Limitation'],
  ['a Count of 1.5', reservations, { Limitation: { Count: 1.5 } }, 400, 'Invalid Limitation'],
  ['a Count as text', reservations, { Limitation: { Count: '10' } }, 400, 'Invalid Limitation'],
  ['a Cursor that is no UUID', reservations, { Limitation: { Count: 1, Cursor: 'x' } }, 400, 'Invalid Limitation'],
  ['a Cursor of nothing', reservations, { Limitation: { Count: 1, Cursor: id } }, 400, 'Invalid Limitation'],
  ['a misspelt Cursor', reservations, { Limitation: { Count: 1, cursor: id } }, 400, 'Invalid Limitation'],
  ['no ids in the list', reservations, { ReservationIds: [] }, 400, 'Invalid ReservationIds'],
  ['1,001 ids', reservations, { ReservationIds: ids(1001) }, 400, 'Invalid ReservationIds'],
  ['an id that is no UUID', reservations, { ReservationIds: ['x'] }, 400, 'Invalid ReservationIds'],
  ['an id that is a number', reservations, { ReservationIds: [1] }, 400, 'Invalid ReservationIds'],
  ['an id twice', reservations, { ReservationIds: [id, id.toUpperCase()] }, 400, 'Invalid ReservationIds'],
  ['ids without a list', reservations, { ReservationIds: id }, 400, 'Invalid ReservationIds'],
  ['101 partner companies', reservations, { PartnerCompanyIds: ids(101) }, 400, 'Invalid PartnerCompanyIds'],
  ['an unknown state', reservations, { States: ['Cancelled'] }, 400, 'Invalid States'],
  ['no states in the list', reservations, { States: [] }, 400, 'Invalid States'],
  ['numbers that are no text', reservations, { Numbers: [52] }, 400, 'Invalid Numbers'],
  [
    'both kinds of start',
    reservations,
    { ScheduledStartUtc: week, ActualStartUtc: week },
    400,
    'Invalid ScheduledStartUtc',
  ],
  ['both kinds of end', reservations, { ScheduledEndUtc: week, ActualEndUtc: week }, 400, 'Invalid ScheduledEndUtc'],
  ['an enterprise of others', reservations, { EnterpriseIds: [id] }, 400, 'Invalid EnterpriseIds'],
  ['1,001 enterprises', reservations, { EnterpriseIds: ids(1001) }, 400, 'Invalid EnterpriseIds'],
  ['a ChainIds that reservations do not have', reservations, { ChainIds: [id] }, 400, 'Invalid ChainIds'],
  ['a LanguageCode alone', reservations, { LanguageCode: 'en-US' }, 400, 'Invalid CultureCode'],
  ['a language', reservations, { LanguageCode: 'en-US', CultureCode: 'en-US' }, 400, 'Invalid LanguageCode'],
  ['an interval without end', reservations, { UpdatedUtc: { StartUtc: week.StartUtc } }, 400, 'Invalid UpdatedUtc'],
  [
    'an interval that runs backwards',
    reservations,
    { UpdatedUtc: { StartUtc: week.EndUtc, EndUtc: week.StartUtc } },
    400,
    'Invalid UpdatedUtc',
  ],
  [
    'an interval over 3 months',
    reservations,
    { CreatedUtc: { StartUtc: '2026-01-01T00:00:00Z', EndUtc: '2026-04-01T00:00:01Z' } },
    400,
    'Invalid CreatedUtc',
  ],
  ['a time zone', reservations, { UpdatedUtc: { ...week, EndUtc: '2026-01-08T00:00:00+01:00' } }, 400, 'Invalid Upd'],
  ['a 30 February', reservations, { UpdatedUtc: { ...week, EndUtc: '2026-02-30T00:00:00Z' } }, 400, 'Invalid Upd'],
  ['an interval as text', reservations, { UpdatedUtc: 'today' }, 400, 'Invalid UpdatedUtc'],
  ['a third moment', reservations, { UpdatedUtc: { ...week, MiddleUtc: week.EndUtc } }, 400, 'Invalid UpdatedUtc'],
  ['resources without Extent', 'resources/getAll', {}, 400, 'Invalid Extent'],
  ['an empty Extent', 'resources/getAll', { Extent: {} }, 400, 'Invalid Extent'],
  ['an unknown extent', 'resources/getAll', { Extent: { Resources: true, Rooms: true } }, 400, 'Invalid Extent'],
  ['an extent that is text', 'resources/getAll', { Extent: { Resources: 'true' } }, 400, 'Invalid Extent'],
  [
    'a deprecated extent',
    'resources/getAll',
    { Extent: { Resources: true, ResourceFeatures: true } },
    400,
    'Invalid Extent',
  ],
  ['messages without threads', 'messages/getAll', { CreatedUtc: week }, 400, 'Invalid MessageThreadIds'],
  ['messages by their ids', 'messages/getAll', { MessageIds: [id] }, 400, 'Invalid MessageIds'],
  [
    'messages of more than a month',
    'messages/getAll',
    { MessageThreadIds: [id], CreatedUtc: { StartUtc: '2026-02-01T00:00:00Z', EndUtc: '2026-03-01T00:00:01Z' } },
    400,
    'Invalid CreatedUtc',
  ],
  ['threads without a filter', 'messageThreads/getAll', {}, 400, 'Invalid MessageThreadIds'],
  ['an unknown activity state', 'resourceBlocks/getAll', { ActivityStates: ['Gone'] }, 400, 'Invalid ActivityStates'],
  ['an activity state twice', 'resourceBlocks/getAll', { ActivityStates: ['A', 'A', 'A'] }, 400, 'Invalid Activity'],
  ['the extent of blocks', 'resourceBlocks/getAll', { Extent: { Inactive: true } }, 400, 'Invalid Extent'],
  ['customers without Extent', 'customers/getAll', { CustomerIds: [id] }, 400, 'Invalid Extent'],
  ['customers without a filter', 'customers/getAll', { ...customerExtent }, 400, 'Invalid CustomerIds'],
  [
    'customers with states alone',
    'customers/getAll',
    { ...customerExtent, ActivityStates: ['Active'] },
    400,
    'Invalid CustomerIds',
  ],
  [
    'customers of a portfolio without ChainIds',
    'customers/getAll',
    { ...customerExtent, CustomerIds: [id] },
    400,
    'Invalid ChainIds',
    { credential: 'chain-1-a' },
  ],
  ['a foreign chain', 'customers/getAll', { ...customerExtent, CustomerIds: [id], ChainIds: [id] }, 400, 'Invalid Ch'],
  ['EnterpriseIds of customers', 'customers/getAll', { ...customerExtent, EnterpriseIds: [id] }, 400, 'Invalid Enter'],
  ['two companies', 'customers/getAll', { ...customerExtent, CompanyIds: ids(2) }, 400, 'Invalid CompanyIds'],
  [
    'documents',
    'customers/getAll',
    { Extent: { Customers: true, Documents: true }, CustomerIds: [id] },
    400,
    'Invalid Extent',
  ],
  ['payments without a filter', 'payments/getAll', {}, 400, 'Invalid PaymentIds'],
  ['payments by state alone', 'payments/getAll', { States: ['Charged'] }, 400, 'Invalid PaymentIds'],
  ['payments by settlement alone', 'payments/getAll', { SettlementUtc: week }, 400, 'Invalid PaymentIds'],
  ['101 accounts', 'payments/getAll', { AccountIds: ids(101) }, 400, 'Invalid AccountIds'],
  ['a currency to convert to', 'payments/getAll', { PaymentIds: [id], Currency: 'EUR' }, 400, 'Invalid Currency'],
  ['an unknown type', 'payments/getAll', { PaymentIds: [id], Type: 'Barter' }, 400, 'Invalid Type'],
]

const { simulator, caller } = await openCalled({ entitiesPerEnterprise: 2 })

describe('the API', () => {
  for (const [what, operation, request, status, message, options] of refused) {
    it(`refuses ${what}`, async () => {
      const answer = await caller.call(operation, request, { credential: 'chain-1-b', ...options })

      expect(answer.status).toBe(status)
      expect(answer.body).toEqual({
        Message: expect.stringMatching(`^${message}`),
        RequestId: answer.headers['request-id'],
        Details: expect.any(String),
      })
      expect(answer.headers['content-type']).toMatch('application/json')
    })
  }

  it('takes a portfolio token with the ids of its chain, and any other without', async () => {
    const customers = { Extent: { Customers: true }, CustomerIds: [id] }
    const chainIds = simulator.directory.credentials.find(({ name }) => name === 'chain-1-a')?.chainIds ?? []

    const portfolio = await caller.call('customers/getAll', { ...customers, ChainIds: chainIds })
    const single = await caller.call('customers/getAll', customers, { credential: 'chain-1-b' })

    expect([portfolio.status, single.status]).toEqual([200, 200])
    expect(chainIds).toHaveLength(1)
  })

  it('refuses a token that was rotated away, and takes the new one', async () => {
    const old = caller.tokensOf('chain-2-b')
    simulator.rotateToken('chain-2-b')

    const before = await caller.call(inFull.reservation.operation, old)
    const after = await caller.call(inFull.reservation.operation, {}, { credential: 'chain-2-b' })

    expect([before.status, after.status]).toEqual([401, 200])
  })

  it('refuses a denied token for one operation, or for all', async () => {
    simulator.faults = { denials: [{ token: 'chain-1-a', operation: 'payments/getAll' }, { token: 'chain-1-b' }] }

    const answers = await Promise.all([
      caller.call('payments/getAll', { PaymentIds: [id] }, { credential: 'chain-1-a' }),
      caller.call('resourceBlocks/getAll', {}, { credential: 'chain-1-a' }),
      caller.call('resourceBlocks/getAll', {}, { credential: 'chain-1-b' }),
    ])
    simulator.faults = {}

    expect(answers.map(({ status }) => status)).toEqual([401, 200, 401])
  })
})
