import { activityStates, extent, ids, interval, texts } from '../parameters.ts'
import type { Operation } from './operation.ts'

/** Without `ActivityStates` deleted profiles are hidden; Mews leaves the default open, and this is the stricter one. */
export const customers: Operation = {
  name: 'customers/getAll',
  kind: 'customer',
  arrayOut: 'Customers',
  siblings: ['Documents'],
  scope: 'ChainIds',
  idsIn: 'CustomerIds',
  parameters: {
    Extent: extent('Customers', { inactive: false, others: ['Addresses', 'Documents'] }),
    ActivityStates: activityStates,
    CreatedUtc: interval(3, ({ createdMs }) => createdMs),
    UpdatedUtc: interval(3, ({ changedMs }) => changedMs),
    DeletedUtc: interval(3, ({ deletedMs }) => deletedMs),
    CompanyIds: ids('CompanyId', 1),
    Emails: texts('Email'),
    FirstNames: texts('FirstName'),
    LastNames: texts('LastName'),
    LoyaltyCodes: texts('LoyaltyCode'),
  },
  exclusive: [],
  needsFilter: true,
}
