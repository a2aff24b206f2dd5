import type { JsonObject } from '../json.ts'
import { DAY, toDate } from '../time.ts'
import { cities, firstNames, languages, lastNames, remarks } from '../words.ts'
import type { Maker, Scene } from './maker.ts'

const classifications = [
  'PaymasterAccount',
  'Blacklist',
  'Media',
  'LoyaltyProgram',
  'PreviousComplaint',
  'Returning',
  'Staff',
  'FriendOrFamily',
  'TopManagement',
  'Important',
  'VeryImportant',
  'Problematic',
  'Cashlist',
  'DisabledPerson',
  'Military',
  'Airline',
  'HealthCompliant',
  'InRoom',
  'WaitingForRoom',
  'Student',
  'Blocklist',
] as const
const options = [
  'SendMarketingEmails',
  'Invoiceable',
  'BillAddressObjection',
  'SendMarketingPostalMail',
  'WithdrawCardConsent',
  'GuestPhotoConsent',
] as const
const features = ['SeaView', 'RiverView', 'TwinBeds', 'DoubleBed', 'Balcony', 'HighFloor', 'Kitchenette'] as const
const countries = cities.map(([, country]) => country)

/** Customer profiles, which belong to a chain: 46 fields. */
export const customer: Maker = {
  make(scene, id, times) {
    const { random, chain, enterprise, serial } = scene
    const address = random.maybe(0.6, () => toAddress(scene))
    const number = serial()
    return {
      Id: id,
      ChainId: chain.id,
      // Some numbers exceed what a double can hold: that is why Mews sends text.
      Number: random.chance(0.1) ? `9${String(number).padStart(18, '0')}` : `${number}`,
      Title: random.maybe(0.6, () => random.pick(['Mister', 'Miss', 'Misses'])),
      Sex: random.maybe(0.6, () => random.pick(['Male', 'Female'])),
      FirstName: random.maybe(0.9, () => random.pick(firstNames)),
      LastName: random.pick(lastNames),
      SecondLastName: random.maybe(0.1, () => random.pick(lastNames)),
      NationalityCode: random.maybe(0.7, () => random.pick(countries)),
      PreferredLanguageCode: random.maybe(0.4, () => random.pick(languages)),
      LanguageCode: random.maybe(0.7, () => random.pick(languages)),
      BirthDate: random.maybe(0.5, () => toDate(random.below(20_000) * DAY - 10_000 * DAY)),
      BirthCountryCode: random.maybe(0.3, () => random.pick(countries)),
      BirthCountrySubdivisionCode: random.maybe(0.1, () => 'ES-C'),
      BirthPlace: random.maybe(0.3, () => random.pick(cities)[0]),
      Occupation: random.maybe(0.2, () => random.pick(['Carpenter', 'Tesař', '医師'])),
      Email: random.maybe(0.8, () => `guest.${number}@example.com`),
      HasOtaEmail: random.chance(0.2),
      Phone: random.maybe(0.6, () => `+420 ${String(number % 1e9).padStart(9, '0')}`),
      TaxIdentificationNumber: random.maybe(0.1, () => `CZ${number}`),
      LoyaltyCode: random.maybe(0.2, () => `LL${number}`),
      AccountingCode: random.maybe(0.1, () => `AC${number}`),
      BillingCode: random.maybe(0.1, () => `BC${number}`),
      Notes: random.maybe(0.5, () => random.pick(['', ...remarks])),
      CarRegistrationNumber: random.maybe(0.1, () => '1A2 3456'),
      DietaryRequirements: random.maybe(0.2, () => random.pick(['Vegan', 'Halal', 'Bezlepková strava'])),
      CreatedUtc: times.createdUtc,
      UpdatedUtc: times.updatedUtc,
      Passport: random.maybe(0.2, () => toDocument(scene, id, 'Passport')),
      IdentityCard: random.maybe(0.1, () => toDocument(scene, id, 'IdentityCard')),
      Visa: random.maybe(0.05, () => toDocument(scene, id, 'Visa')),
      DriversLicense: random.maybe(0.05, () => toDocument(scene, id, 'DriversLicense')),
      Address: address,
      AddressId: address === null ? null : (address['Id'] ?? null),
      Classifications: toSome(scene, classifications),
      Options: toSome(scene, options),
      ItalianDestinationCode: random.maybe(0.05, () => 'KRRH6B9'),
      ItalianFiscalCode: random.maybe(0.05, () => 'MRTMTT91D08F205J'),
      ItalianLotteryCode: random.maybe(0.05, () => 'ABCDEFGH'),
      CompanyId: random.maybe(0.2, () => random.pick(chain.companyIds)),
      MergeTargetId: null,
      ActivityState: 'Active',
      IsActive: true,
      PreferredSpaceFeatures: toSome(scene, features),
      CreatorProfileId: random.pick(enterprise.pools.profiles),
      UpdaterProfileId: random.pick(enterprise.pools.profiles),
    }
  },

  update: ({ random, enterprise, serial }, state) => ({
    Notes: random.other(remarks, state['Notes']),
    Phone: `+420 ${serial()}`,
    UpdaterProfileId: random.pick(enterprise.pools.profiles),
  }),

  /** Half of those that go are merged into another profile. */
  remove({ random, some }, state) {
    const target = random.chance(0.5) ? some('customer') : null
    return { IsActive: false, ActivityState: 'Deleted', MergeTargetId: target === state['Id'] ? null : target }
  },
}

function toAddress({ random, serial }: Scene): JsonObject {
  const [City, CountryCode, PostalCode] = random.pick(cities)
  const hasPlace = random.chance(0.3)
  return {
    Id: random.uuid(),
    Line1: `Karlova ${serial()}`,
    Line2: random.maybe(0.2, () => 'č. p. 7'),
    City,
    PostalCode,
    CountryCode,
    CountrySubdivisionCode: random.maybe(0.2, () => 'GB-ENG'),
    Latitude: hasPlace ? 50.0879812 : null,
    Longitude: hasPlace ? -14.4189 : null,
  }
}

function toDocument({ random, serial }: Scene, customerId: string, Type: string): JsonObject {
  return {
    Id: random.uuid(),
    CustomerId: customerId,
    Type,
    Number: random.maybe(0.9, () => `D${serial()}`),
    Expiration: random.maybe(0.8, () => '2031-02-28'),
    Issuance: random.maybe(0.5, () => '2021-02-28'),
    IssuingCountryCode: random.maybe(0.8, () => random.pick(countries)),
    IssuingCountrySubdivisionCode: null,
    IssuingCity: random.maybe(0.3, () => random.pick(cities)[0]),
    IdentityDocumentSupportNumber: random.maybe(0.1, () => 'ESP123456'),
  }
}

function toSome<T>({ random }: Scene, list: readonly T[]): T[] {
  return random.chance(0.5) ? [] : list.filter(() => random.chance(0.15))
}
