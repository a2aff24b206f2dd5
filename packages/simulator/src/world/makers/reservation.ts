import type { JsonObject } from '../json.ts'
import { DAY, HOUR, toUtc } from '../time.ts'
import { remarks } from '../words.ts'
import type { Maker, Scene, Times } from './maker.ts'

/** ServiceOrderState of the version 2023-06-06. */
export const reservationStates = [
  'Inquired',
  'Confirmed',
  'Started',
  'Processed',
  'Canceled',
  'Optional',
  'Requested',
] as const
const liveStates = reservationStates.filter((state) => state !== 'Canceled')
const origins = ['Distributor', 'ChannelManager', 'Commander', 'Import', 'Connector', 'Navigator'] as const
const commanderOrigins = [
  'InPerson',
  'Channel',
  'Phone',
  'Email',
  'Website',
  'Message',
  'CallCenter',
  'RoomingList',
] as const
const cancellationReasons = [
  'Other',
  'ConfirmationMissed',
  'BookedElsewhere',
  'ForceMajeure',
  'GuestComplaint',
  'NoShow',
  'PriceTooHigh',
  'ServiceNotAvailable',
  'InputError',
  'InvalidPayment',
  'TravelAgency',
  'RequestedByGuest',
  'Update',
  'BookingAbandoned',
  'RequestedByBooker',
] as const
const purposes = ['Leisure', 'Business', 'Student'] as const

/** Reservations, version 2023-06-06: 40 fields, and no EnterpriseId among them. */
export const reservation: Maker = {
  make(scene, id, times) {
    const { random, chain, enterprise, some, serial } = scene
    const { pools } = enterprise
    const customerId = some('customer')
    const isCompany = customerId === null || random.chance(0.1)
    const accountId = isCompany ? random.pick(chain.companyIds) : customerId
    const groupId = random.pick(pools.groups)
    const origin = random.pick(origins)
    const isFromChannel = origin === 'ChannelManager'
    return {
      Id: id,
      ServiceId: random.pick(pools.services),
      AccountId: accountId,
      AccountType: isCompany ? 'Company' : 'Customer',
      CreatorProfileId: random.pick(pools.profiles),
      UpdaterProfileId: random.pick(pools.profiles),
      BookerId: random.chance(0.2) ? some('customer') : null,
      Number: String(serial()),
      State: random.pick(liveStates),
      Origin: origin,
      CommanderOrigin: origin === 'Commander' ? random.pick(commanderOrigins) : null,
      OriginDetails: random.maybe(0.2, () => random.pick(remarks)),
      CreatedUtc: times.createdUtc,
      UpdatedUtc: times.updatedUtc,
      CancelledUtc: null,
      VoucherId: random.maybe(0.05, random.uuid),
      BusinessSegmentId: random.maybe(0.5, () => random.pick(pools.segments)),
      Options: {
        OwnerCheckedIn: random.chance(0.5),
        AllCompanionsCheckedIn: random.chance(0.3),
        AnyCompanionCheckedIn: random.chance(0.4),
        ConnectorCheckIn: random.chance(0.1),
      },
      RateId: random.pick(pools.rates),
      CreditCardId: random.maybe(0.4, random.uuid),
      GroupId: groupId,
      RequestedResourceCategoryId: random.pick(pools.categories),
      AssignedResourceId: random.chance(0.7) ? some('resource') : null,
      AvailabilityBlockId: random.maybe(0.1, random.uuid),
      PartnerCompanyId: random.maybe(0.2, () => random.pick(chain.companyIds)),
      TravelAgencyId: random.maybe(0.2, () => random.pick(chain.companyIds)),
      AssignedResourceLocked: random.chance(0.2),
      ChannelNumber: isFromChannel ? `TW${serial()}` : random.maybe(0.3, () => ''),
      ChannelManagerNumber: isFromChannel ? '' : null,
      CancellationReason: null,
      ReleasedUtc: random.maybe(0.1, () => toUtc(times.createdMs + DAY)),
      ...toStay(scene, times),
      Purpose: random.maybe(0.6, () => random.pick(purposes)),
      QrCodeData: random.maybe(0.8, () =>
        JSON.stringify({ Reservations: [{ Id: id, GroupId: groupId, CustomerId: accountId }] }),
      ),
      PersonCounts: pools.ageCategories
        .slice(0, 1 + random.below(2))
        .map((AgeCategoryId) => ({ AgeCategoryId, Count: 1 + random.below(4) })),
    }
  },

  update({ random, enterprise, some }, state, updatedUtc) {
    const UpdaterProfileId = random.pick(enterprise.pools.profiles)
    if (state['State'] === 'Canceled') {
      return { UpdaterProfileId, CancellationReason: random.other(cancellationReasons, state['CancellationReason']) }
    }
    if (random.chance(0.3)) {
      const isLocked = state['AssignedResourceLocked'] === true
      return { UpdaterProfileId, AssignedResourceId: some('resource'), AssignedResourceLocked: !isLocked }
    }
    const State = random.other(liveStates, state['State'])
    if (State === 'Started') return { UpdaterProfileId, State, ActualStartUtc: updatedUtc, ActualEndUtc: null }
    if (State === 'Processed') return { UpdaterProfileId, State, ActualEndUtc: updatedUtc }
    return { UpdaterProfileId, State }
  },

  remove: ({ random, enterprise }, _state, updatedUtc) => ({
    State: 'Canceled',
    CancelledUtc: updatedUtc,
    CancellationReason: random.pick(cancellationReasons),
    UpdaterProfileId: random.pick(enterprise.pools.profiles),
  }),
}

function toStay({ random }: Scene, { createdMs }: Times): JsonObject {
  const arrivalMs = Math.floor(createdMs / DAY) * DAY + random.below(60) * DAY + 14 * HOUR
  const departureMs = arrivalMs + (1 + random.below(7)) * DAY - 4 * HOUR
  const hasArrived = random.chance(0.3)
  return {
    StartUtc: toUtc(arrivalMs),
    EndUtc: toUtc(departureMs),
    ScheduledStartUtc: toUtc(arrivalMs),
    ActualStartUtc: hasArrived ? toUtc(arrivalMs + random.below(10 * HOUR)) : null,
    ScheduledEndUtc: toUtc(departureMs),
    ActualEndUtc: hasArrived && random.chance(0.5) ? toUtc(departureMs) : null,
  }
}
