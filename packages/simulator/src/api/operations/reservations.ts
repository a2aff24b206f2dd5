import { reservationStates } from '../../world/makers/reservation.ts'
import { at, colliding, ids, interval, texts, words } from '../parameters.ts'
import type { Operation } from './operation.ts'

/**
 * Without `States`, cancelled reservations are hidden: which states are the default is not documented, and whoever relies
 * on the kinder answer should learn it here.
 */
export const reservations: Operation = {
  name: 'reservations/getAll/2023-06-06',
  kind: 'reservation',
  arrayOut: 'Reservations',
  siblings: [],
  scope: 'EnterpriseIds',
  idsIn: 'ReservationIds',
  parameters: {
    ServiceIds: ids('ServiceId'),
    ReservationGroupIds: ids('GroupId'),
    AccountIds: ids('AccountId'),
    PartnerCompanyIds: ids('PartnerCompanyId', 100),
    TravelAgencyIds: ids('TravelAgencyId', 100),
    Numbers: texts('Number'),
    ChannelNumbers: texts('ChannelNumber', 100),
    AssignedResourceIds: ids('AssignedResourceId'),
    AvailabilityBlockIds: ids('AvailabilityBlockId', 100),
    CreatedUtc: interval(3, ({ createdMs }) => createdMs),
    UpdatedUtc: interval(3, ({ changedMs }) => changedMs),
    CollidingUtc: colliding('ScheduledStartUtc', 'ScheduledEndUtc'),
    ScheduledStartUtc: interval(3, at('ScheduledStartUtc')),
    ActualStartUtc: interval(3, at('ActualStartUtc')),
    ScheduledEndUtc: interval(3, at('ScheduledEndUtc')),
    ActualEndUtc: interval(3, at('ActualEndUtc')),
    States: words(
      'State',
      reservationStates,
      reservationStates.filter((state) => state !== 'Canceled'),
    ),
  },
  exclusive: [
    ['ScheduledStartUtc', 'ActualStartUtc'],
    ['ScheduledEndUtc', 'ActualEndUtc'],
  ],
  needsFilter: false,
}
