import { describe, expect, it } from 'vitest'
import { isJsonObject, type JsonObject, toState } from './json.ts'
import { type EntityName, entityNames, forEach } from './kinds.ts'
import { createWorld } from './populate.ts'
import type { WorldSettings } from './world.ts'

const nowMs = Date.parse('2026-05-20T12:00:00Z')
const settings: WorldSettings = {
  seed: 7,
  chains: 1,
  enterprisesPerChain: 2,
  tokensPerChain: 1,
  entitiesPerEnterprise: forEach(entityNames, () => 400),
  messagesTouchThreads: true,
  nowMs: () => nowMs,
}
const world = createWorld(settings)
const statesOf = (entity: EntityName) => [...world.store.all(entity)].map(({ json }) => toState(json))

/** The fields of the Connector API's entities, in the words of its reference. */
const fields: Readonly<Record<EntityName, string>> = {
  reservation: `Id ServiceId AccountId AccountType CreatorProfileId UpdaterProfileId BookerId Number State Origin
    CommanderOrigin OriginDetails CreatedUtc UpdatedUtc CancelledUtc VoucherId BusinessSegmentId Options RateId CreditCardId
    GroupId RequestedResourceCategoryId AssignedResourceId AvailabilityBlockId PartnerCompanyId TravelAgencyId
    AssignedResourceLocked ChannelNumber ChannelManagerNumber CancellationReason ReleasedUtc StartUtc EndUtc
    ScheduledStartUtc ScheduledEndUtc ActualStartUtc ActualEndUtc Purpose QrCodeData PersonCounts`,
  resource: `Id EnterpriseId IsActive ParentResourceId Name State Descriptions ExternalNames Directions CreatedUtc UpdatedUtc
    Data`,
  message: 'Id MessageThreadId Text Sender CreatedUtc',
  'resource-block': `Id EnterpriseId AssignedResourceId IsActive Type StartUtc EndUtc CreatedUtc UpdatedUtc DeletedUtc Name
    Notes`,
  customer: `Id ChainId Number Title Sex FirstName LastName SecondLastName NationalityCode PreferredLanguageCode LanguageCode
    BirthDate BirthCountryCode BirthCountrySubdivisionCode BirthPlace Occupation Email HasOtaEmail Phone
    TaxIdentificationNumber LoyaltyCode AccountingCode BillingCode Notes CarRegistrationNumber DietaryRequirements CreatedUtc
    UpdatedUtc Passport IdentityCard Visa DriversLicense Address AddressId Classifications Options ItalianDestinationCode
    ItalianFiscalCode ItalianLotteryCode CompanyId MergeTargetId ActivityState IsActive PreferredSpaceFeatures
    CreatorProfileId UpdaterProfileId`,
  payment: `Id EnterpriseId AccountId AccountType PaymentRequestId BillId ReservationId AccountingCategoryId Amount
    OriginalAmount Notes SettlementId ConsumedUtc ClosedUtc ChargedUtc CreatedUtc UpdatedUtc SettlementUtc AccountingState
    State Identifier Type Kind Data PaymentOrigin`,
}

const inner = (states: readonly JsonObject[], name: string) => states.map((state) => state[name]).filter(isJsonObject)
const discriminatorsOf = (states: readonly JsonObject[], name: string) =>
  new Set(inner(states, name).map(({ Discriminator }) => Discriminator))

describe('the world', () => {
  it.each(entityNames)('gives every %s all of its fields and no other', (entity) => {
    const wanted = fields[entity].split(/\s+/).toSorted()

    for (const state of statesOf(entity)) expect(Object.keys(state).toSorted()).toEqual(wanted)
  })

  it('is the same for the same seed and clock, and another for another seed', () => {
    const again = createWorld(settings)
    const other = createWorld({ ...settings, seed: 8 })

    const tell = ({ store }: typeof world) => entityNames.map((name) => [...store.all(name)].map(({ json }) => json))
    expect(tell(again)).toEqual(tell(world))
    expect(tell(other)).not.toEqual(tell(world))
  })

  it('has every sort of payment data, resource data and sender', () => {
    expect(discriminatorsOf(statesOf('payment'), 'Data')).toEqual(
      new Set(['CreditCard', 'Invoice', 'External', 'Ghost', 'Alternative']),
    )
    expect(statesOf('payment').some(({ Data }) => Data === null)).toBe(true)
    expect(discriminatorsOf(statesOf('resource'), 'Data')).toEqual(new Set(['Space', 'Object', 'Person']))
    expect(discriminatorsOf(statesOf('message'), 'Sender')).toEqual(new Set(['Enterprise', 'Application']))
  })

  it('has amounts that are negative, tiny, and longer than money is', () => {
    const gross = inner(statesOf('payment'), 'Amount').map(({ GrossValue }) => GrossValue)

    expect(gross).toEqual(expect.arrayContaining([12.1, -0.01, 0, 0.1 + 0.2, 1e-7]))
  })

  it('has deleted ones of every type that can be deleted, and merged customers', () => {
    for (const name of ['reservation', 'resource', 'resource-block', 'customer', 'payment'] as const) {
      const deleted = [...world.store.all(name)].filter(({ deletedMs }) => deletedMs !== null)
      expect(deleted.length).toBeGreaterThan(10)
      expect(deleted.length).toBeLessThan(100)
    }
    expect(statesOf('customer').some(({ MergeTargetId }) => MergeTargetId !== null)).toBe(true)
    expect(statesOf('resource-block').every((block) => block['IsActive'] === (block['DeletedUtc'] === null))).toBe(true)
  })

  it('has text that is not ASCII, text outside the basic plane, and numbers beyond a double', () => {
    const text = JSON.stringify(statesOf('customer'))

    expect(text).toMatch('Dvořák')
    expect(text).toMatch('𠮷')
    expect(statesOf('customer').some((one) => Number(one['Number']) > Number.MAX_SAFE_INTEGER)).toBe(true)
  })

  it('has whole seconds mostly, fractions sometimes, and several changes in one second', () => {
    const times = statesOf('reservation').map(({ UpdatedUtc }) => String(UpdatedUtc))

    const fractions = times.filter((time) => time.includes('.'))
    expect(fractions.length).toBeGreaterThan(5)
    expect(fractions.length).toBeLessThan(times.length / 4)
    expect(new Set(times).size).toBeLessThan(times.length - 20)
  })

  it('was made in the past, and updated no earlier than created', () => {
    for (const name of entityNames) {
      for (const { createdMs, changedMs } of world.store.all(name)) {
        expect(changedMs).toBeGreaterThanOrEqual(createdMs)
        expect(changedMs).toBeLessThanOrEqual(nowMs)
      }
    }
  })

  it('puts messages into threads that were updated no earlier than they', () => {
    for (const { json, changedMs } of world.store.all('message')) {
      const thread = world.store.find('message-thread', String(toState(json)['MessageThreadId']))
      expect(thread?.changedMs).toBeGreaterThanOrEqual(changedMs)
    }
  })
})
