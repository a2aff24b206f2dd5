import { accountingStates, paymentStates, paymentTypes } from '../../world/makers/payment.ts'
import { at, ids, interval, notSimulated, word, words } from '../parameters.ts'
import type { Operation } from './operation.ts'

/** The filters of which one is needed are those that the reference calls "required if no other filter is provided". */
export const payments: Operation = {
  name: 'payments/getAll',
  kind: 'payment',
  arrayOut: 'Payments',
  siblings: [],
  scope: 'EnterpriseIds',
  idsIn: 'PaymentIds',
  parameters: {
    AccountIds: ids('AccountId', 100),
    BillIds: ids('BillId'),
    ReservationIds: ids('ReservationId'),
    CreatedUtc: interval(3, ({ createdMs }) => createdMs),
    UpdatedUtc: interval(3, ({ changedMs }) => changedMs),
    ChargedUtc: interval(3, at('ChargedUtc')),
    ClosedUtc: interval(3, at('ClosedUtc')),
    SettlementUtc: { ...interval(3, at('SettlementUtc')), isFilter: false },
    Currency: notSimulated(),
    AccountingStates: words('AccountingState', accountingStates),
    States: words('State', paymentStates),
    Type: word('Type', paymentTypes),
  },
  exclusive: [],
  needsFilter: true,
}
