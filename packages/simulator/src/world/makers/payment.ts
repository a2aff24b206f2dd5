import type { JsonObject } from '../json.ts'
import type { Random } from '../random.ts'
import { remarks } from '../words.ts'
import type { Maker } from './maker.ts'
import { toPaymentData } from './payment-data.ts'

/** What Mews says of a payment's money. */
export const paymentStates = ['Charged', 'Canceled', 'Pending', 'Failed', 'Verifying'] as const

/** What Mews says of a payment's place in the books. */
export const accountingStates = ['Open', 'Closed', 'Inactive', 'Canceled'] as const

/** How it was paid. */
export const paymentTypes = [
  'Payment',
  'CreditCardPayment',
  'AlternativePayment',
  'CashPayment',
  'InvoicePayment',
  'ExternalPayment',
  'GhostPayment',
  'TaxDeductedPayment',
] as const
const liveStates = paymentStates.filter((state) => state !== 'Canceled')
const paymentKinds = ['Payment', 'Chargeback', 'ChargebackReversal', 'Refund'] as const
const origins = ['Other', 'System', 'Operations', 'PaymentRequest', 'BookingEngine', 'Terminal', 'Api'] as const

/** Short ones, long ones, negative ones, and what a program gets that adds 0.1 and 0.2. */
const values = [12.1, -0.01, 0, -3700, 1234.56, -99.999, 0.1 + 0.2, 1e-7, -123456789.12345678, 8.33] as const

/** Payments: 25 fields. */
export const payment: Maker = {
  make({ random, chain, enterprise, some, serial }, id, times) {
    const { pools, currency } = enterprise
    const customerId = some('customer')
    const isCompany = customerId === null || random.chance(0.1)
    const isClosed = random.chance(0.4)
    const type = random.pick(paymentTypes)
    const amount = toAmount(random, currency)
    return {
      Id: id,
      EnterpriseId: enterprise.id,
      AccountId: isCompany ? random.pick(chain.companyIds) : customerId,
      AccountType: isCompany ? 'Company' : 'Customer',
      PaymentRequestId: random.maybe(0.2, random.uuid),
      BillId: random.maybe(0.6, () => random.pick(pools.bills)),
      ReservationId: random.chance(0.6) ? some('reservation') : null,
      AccountingCategoryId: random.maybe(0.4, () => random.pick(pools.accountingCategories)),
      Amount: amount,
      OriginalAmount: random.chance(0.8) ? amount : toAmount(random, 'USD'),
      Notes: random.maybe(0.2, () => random.pick(remarks)),
      SettlementId: random.maybe(0.2, () => `settlement-${serial()}`),
      ConsumedUtc: random.maybe(0.7, () => times.createdUtc),
      ClosedUtc: isClosed ? times.updatedUtc : null,
      ChargedUtc: random.maybe(0.7, () => times.createdUtc),
      CreatedUtc: times.createdUtc,
      UpdatedUtc: times.updatedUtc,
      // Required by Mews's reference, and null in each of its examples.
      SettlementUtc: random.maybe(0.3, () => times.updatedUtc),
      AccountingState: isClosed ? 'Closed' : random.pick(['Open', 'Inactive']),
      State: random.pick(liveStates),
      Identifier: random.pick(['', null, `ch_${serial()}`]),
      Type: type,
      Kind: random.maybe(0.5, () => random.pick(paymentKinds)),
      Data: toPaymentData(random, type, id, currency),
      PaymentOrigin: random.maybe(0.8, () => random.pick(origins)),
    }
  },

  update({ random }, state, updatedUtc) {
    if (state['State'] === 'Canceled') return { Notes: random.other(remarks, state['Notes']) }
    const State = random.other(liveStates, state['State'])
    return State === 'Charged' ? { State, ChargedUtc: updatedUtc } : { State }
  },

  remove: () => ({ State: 'Canceled', AccountingState: 'Canceled' }),
}

function toAmount(random: Random, Currency: string): JsonObject {
  const GrossValue = random.chance(0.5) ? random.pick(values) : (random.below(200_000) - 150_000) / 100
  const hasTax = random.chance(0.3)
  const TaxValue = hasTax ? GrossValue - GrossValue / 1.21 : 0
  const NetValue = GrossValue - TaxValue
  return {
    Currency,
    NetValue,
    GrossValue,
    TaxValues: hasTax ? [{ Code: random.maybe(0.8, () => 'CZ-S'), Value: TaxValue }] : [],
    Breakdown: { Items: [{ TaxRateCode: hasTax ? 'CZ-2023-21%' : null, NetValue, TaxValue }] },
  }
}
