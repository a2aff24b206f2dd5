import { createCodec } from '@bellhop/avro'
import { describe, expect, it } from 'vitest'
import { type EntityName, entities, type RecordField, type RecordSchema, schemas, type ValueType } from './index.ts'

/** Top-level fields of each entity at Mews: mews-api reference, 2.2 to 2.7. Each must be a field of ours. */
const mewsFields: Record<EntityName, string> = {
  reservation: `Id ServiceId AccountId AccountType CreatorProfileId UpdaterProfileId BookerId Number State Origin
    CommanderOrigin OriginDetails CreatedUtc UpdatedUtc CancelledUtc VoucherId BusinessSegmentId Options RateId
    CreditCardId GroupId RequestedResourceCategoryId AssignedResourceId AvailabilityBlockId PartnerCompanyId
    TravelAgencyId AssignedResourceLocked ChannelNumber ChannelManagerNumber CancellationReason ReleasedUtc StartUtc
    EndUtc ScheduledStartUtc ScheduledEndUtc ActualStartUtc ActualEndUtc Purpose QrCodeData PersonCounts`,
  resource: `Id EnterpriseId IsActive ParentResourceId Name State Descriptions ExternalNames Directions CreatedUtc
    UpdatedUtc Data`,
  message: 'Id MessageThreadId Text Sender CreatedUtc',
  'resource-block': `Id EnterpriseId AssignedResourceId IsActive Type StartUtc EndUtc CreatedUtc UpdatedUtc DeletedUtc
    Name Notes`,
  customer: `Id ChainId Number Title Sex FirstName LastName SecondLastName NationalityCode PreferredLanguageCode
    LanguageCode BirthDate BirthCountryCode BirthCountrySubdivisionCode BirthPlace Occupation Email HasOtaEmail Phone
    TaxIdentificationNumber LoyaltyCode AccountingCode BillingCode Notes CarRegistrationNumber DietaryRequirements
    CreatedUtc UpdatedUtc Passport IdentityCard Visa DriversLicense Address AddressId Classifications Options
    ItalianDestinationCode ItalianFiscalCode ItalianLotteryCode CompanyId MergeTargetId ActivityState IsActive
    PreferredSpaceFeatures CreatorProfileId UpdaterProfileId`,
  payment: `Id EnterpriseId AccountId AccountType PaymentRequestId BillId ReservationId AccountingCategoryId Amount
    OriginalAmount Notes SettlementId ConsumedUtc ClosedUtc ChargedUtc CreatedUtc UpdatedUtc SettlementUtc
    AccountingState State Identifier Type Kind Data PaymentOrigin`,
}

/** Paths inside the nested objects, by entity and object. */
const amount = ['Currency', 'NetValue', 'GrossValue', 'TaxValues', 'Breakdown.Items']
const extendedAmount = [...amount, 'Value', 'Net', 'Tax', 'TaxRate']
const transactionAmounts = ['Fee', 'AdjustedFee', 'ChargedAmount', 'SettledAmount'].flatMap((name) =>
  extendedAmount.map((path) => `CreditCard.Transaction.${name}.${path}`),
)
const identityDocument = `Id CustomerId Type Number Expiration Issuance IssuingCountryCode
  IssuingCountrySubdivisionCode IssuingCity IdentityDocumentSupportNumber`.split(/\s+/)
const nested: readonly [EntityName, string, readonly string[]][] = [
  ['reservation', 'Options', ['OwnerCheckedIn', 'AllCompanionsCheckedIn', 'AnyCompanionCheckedIn', 'ConnectorCheckIn']],
  ['resource', 'Data', ['Discriminator', 'Value.FloorNumber', 'Value.LocationNotes']],
  ['message', 'Sender', ['Discriminator', 'Value']],
  ['customer', 'Passport', identityDocument],
  ['customer', 'IdentityCard', identityDocument],
  ['customer', 'Visa', identityDocument],
  ['customer', 'DriversLicense', identityDocument],
  [
    'customer',
    'Address',
    'Line1 Line2 City PostalCode CountryCode CountrySubdivisionCode Latitude Longitude'.split(' '),
  ],
  ['payment', 'Amount', amount],
  ['payment', 'OriginalAmount', amount],
  [
    'payment',
    'Data',
    [
      'Discriminator',
      'CreditCard.CreditCardId',
      ...['PaymentId', 'SettlementId', 'SettledUtc'].map((name) => `CreditCard.Transaction.${name}`),
      ...transactionAmounts,
      'Invoice.InvoiceId',
      'Invoice.Type',
      'External.Type',
      'External.ExternalIdentifier',
      'Ghost.OriginalPaymentId',
      'Alternative.Type',
    ],
  ],
]

/** The fields around the entity's own, in this order at the end of all six; only unmapped may be null. */
const envelope = `enterprise_id integration_id changed_at is_deleted discriminators event_ids first_received_at
  fetched_at record_origin unmapped`.split(/\s+/)

const allowedTypes: readonly ValueType[] = [
  'string',
  'boolean',
  'int',
  'long',
  'double',
  'bytes',
  { type: 'string', 'connect.name': 'io.debezium.data.Json' },
  { type: 'long', logicalType: 'timestamp-millis' },
  { type: 'int', logicalType: 'date' },
  { type: 'bytes', logicalType: 'decimal', precision: 28, scale: 8 },
  { type: 'array', items: 'string' },
]

const toSnake = (path: string) =>
  path
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('.', '_')
    .toLowerCase()
const isUnion = (type: RecordField['type']): type is readonly ['null', ValueType] => Array.isArray(type)
const pathsOf = (schema: RecordSchema) => schema.fields.flatMap(({ mews }) => (mews === undefined ? [] : [mews]))
const asList = (names: string) => names.split(/\s+/)
const entityNames = Object.values(entities).map(({ entity }) => entity)

describe.each(Object.entries(schemas))('avro/%s.avsc', (record, schema) => {
  it('is named after its file, in our namespace', () => {
    expect(schema.namespace).toBe('bellhop')
    expect(toSnake(schema.name).replaceAll('_', '-')).toBe(record)
  })

  it('can be compiled', () => {
    expect(() => createCodec(schema)).not.toThrow()
  })

  it('is flat: no map, record, enum or union but with null', () => {
    const found = schema.fields.filter(({ type }) => {
      const value = isUnion(type) ? type[1] : type
      const isAllowed = allowedTypes.some((allowed) => JSON.stringify(allowed) === JSON.stringify(value))
      return !isAllowed || (isUnion(type) && (type.length !== 2 || type[0] !== 'null'))
    })

    expect(found).toEqual([])
  })

  it('gives every nullable field the default null, and no other field a default', () => {
    const found = schema.fields.filter((field) => isUnion(field.type) !== (field.default === null))

    expect(found).toEqual([])
  })

  it('documents every field in a sentence', () => {
    expect(schema.doc).toMatch(/^[A-Z].+\.$/)
    expect(schema.fields.filter(({ doc }) => !/^[A-Z].+\.$/.test(doc))).toEqual([])
  })

  it('has lower_snake_case names, each once', () => {
    const names = schema.fields.map(({ name }) => name)

    expect(names.filter((name) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })
})

describe.each(entityNames)('avro/%s.avsc as an entity', (entity) => {
  const schema = schemas[entity]

  it('keeps every field of the Mews entity and invents none', () => {
    const topLevel = new Set(pathsOf(schema).map((path) => path.split('.')[0]))

    expect([...topLevel].sort()).toEqual(asList(mewsFields[entity]).sort())
  })

  it('takes each Mews path once, neither twice nor as ignored', () => {
    const paths = [...pathsOf(schema), ...(schema.mews_ignored ?? [])]

    expect(new Set(paths).size).toBe(paths.length)
  })

  it('takes no path that is the start of another, for a value is either kept or looked into', () => {
    const paths = pathsOf(schema)

    expect(paths.filter((path) => paths.some((other) => other.startsWith(`${path}.`)))).toEqual([])
  })

  it('names each field by the whole Mews path in snake case', () => {
    const fields = schema.fields.filter(({ mews }) => mews !== undefined)

    expect(fields.filter(({ name, mews }) => name !== toSnake(mews ?? ''))).toEqual([])
  })

  it('begins with the id and ends with the envelope', () => {
    const names = schema.fields.map(({ name }) => name)

    expect(names[0]).toBe('id')
    expect(names.slice(-envelope.length)).toEqual(envelope)
  })

  it('takes every field but the envelope from Mews', () => {
    const own = schema.fields.slice(0, -envelope.length)

    expect(own.filter(({ mews }) => mews === undefined)).toEqual([])
  })

  it('requires the id and the envelope only, since what Mews calls required may be null one day', () => {
    const required = schema.fields.filter(({ type }) => !isUnion(type)).map(({ name }) => name)

    expect(required).toEqual(['id', ...envelope.filter((name) => name !== 'unmapped')])
  })

  it('has the same envelope as the others in name, type, default and doc', () => {
    const withoutSource = (fields: readonly RecordField[]) => fields.map(({ mews: _, ...field }) => field)

    expect(withoutSource(schema.fields.slice(-envelope.length))).toEqual(
      withoutSource(schemas.reservation.fields.slice(-envelope.length)),
    )
  })
})

describe('nested objects of Mews', () => {
  it.each(nested)('%s: %s is flattened into all its fields', (entity, object, paths) => {
    const found = pathsOf(schemas[entity]).filter((path) => path.startsWith(`${object}.`))

    expect(found.sort()).toEqual(paths.map((path) => `${object}.${path}`).sort())
  })

  it("leaves the address's own id to address_id", () => {
    expect(schemas.customer.mews_ignored).toEqual(['Address.Id'])
  })
})

describe('the thin event inside other records', () => {
  const thin = schemas['thin-event'].fields

  it('opens the waiting event, unchanged', () => {
    expect(schemas['waiting-event'].fields.slice(0, thin.length)).toEqual(thin)
  })

  it('stands in the dead letter with every field nullable', () => {
    const nullable = thin.map(({ name, type }) => ({ name, type: ['null', type] }))
    const found = schemas['dead-letter'].fields.map(({ name, type }) => ({ name, type }))

    expect(found).toEqual(expect.arrayContaining(nullable))
  })
})

describe('where a record came from', () => {
  const origins = Object.entries(schemas).flatMap(([name, { fields }]) =>
    fields.filter((field) => field.name === 'record_origin').map(({ doc }) => [name, doc] as const),
  )

  it('is told by every record of an event or of an entity', () => {
    expect(origins.map(([name]) => name)).toEqual(
      expect.arrayContaining([...Object.keys(entities), 'thin-event', 'waiting-event', 'dead-letter']),
    )
  })

  it.each(origins)('is documented in %s with all that ingress and operators write', (_, doc) => {
    expect(doc).toContain('Open list: webhook, replay, redrive.')
  })
})
