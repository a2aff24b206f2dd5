import type { JsonObject } from '../json.ts'
import type { Random } from '../random.ts'
import { DAY, toUtc } from '../time.ts'

const invoiceTypes = [
  'Receivable',
  'Balancing',
  'UnderpaymentBalancingReceivable',
  'OverpaymentBalancingReceivable',
  'Overpayment',
] as const
const externalTypes = ['Unspecified', 'Cash', 'WireTransfer', 'ChequeVacances', 'Voucher', 'Twint', 'Cheque'] as const
const alternativeTypes = ['Ideal', 'ApplePay', 'GooglePay', 'SepaDirectDebit', 'PayPal', 'WireTransfer'] as const

const empty = { CreditCard: null, Invoice: null, External: null, Ghost: null, Alternative: null }

/** PaymentData of that type of payment: a discriminator, the part it names, and null in its siblings; or null. */
export function toPaymentData(random: Random, type: string, paymentId: string, currency: string): JsonObject | null {
  switch (type) {
    case 'CreditCardPayment':
      return {
        Discriminator: 'CreditCard',
        ...empty,
        CreditCard: {
          CreditCardId: random.maybe(0.8, random.uuid),
          Transaction: random.maybe(0.6, () => toTransaction(random, paymentId, currency)),
        },
      }
    case 'InvoicePayment':
      return {
        Discriminator: 'Invoice',
        ...empty,
        Invoice: { InvoiceId: random.maybe(0.7, random.uuid), Type: random.pick(invoiceTypes) },
      }
    case 'ExternalPayment':
      return {
        Discriminator: 'External',
        ...empty,
        External: {
          Type: random.pick(externalTypes),
          ExternalIdentifier: random.maybe(0.5, () => `Beleg-Nr. ${random.below(1000)}`),
        },
      }
    case 'GhostPayment':
      return { Discriminator: 'Ghost', ...empty, Ghost: { OriginalPaymentId: random.uuid() } }
    case 'AlternativePayment':
      return { Discriminator: 'Alternative', ...empty, Alternative: { Type: random.pick(alternativeTypes) } }
    default:
      return null
  }
}

function toTransaction(random: Random, paymentId: string, currency: string): JsonObject {
  const isSettled = random.chance(0.5)
  return {
    PaymentId: paymentId,
    SettlementId: isSettled ? `batch-${random.below(1000)}` : null,
    SettledUtc: isSettled ? toUtc(1_700_000_000_000 + random.below(365) * DAY) : null,
    Fee: random.maybe(0.7, () => toExtendedAmount(currency, -0.35)),
    AdjustedFee: isSettled ? toExtendedAmount(currency, -0.342) : null,
    ChargedAmount: toExtendedAmount(currency, 12.1),
    SettledAmount: isSettled ? toExtendedAmount(currency, 11.758) : null,
  }
}

/** An Amount with the four further fields that only the third-party copy of the OpenAPI file has. */
function toExtendedAmount(Currency: string, value: number): JsonObject {
  return {
    Currency,
    NetValue: value,
    GrossValue: value,
    TaxValues: [],
    Breakdown: { Items: [{ TaxRateCode: null, NetValue: value, TaxValue: 0 }] },
    Value: value,
    Net: value,
    Tax: null,
    TaxRate: null,
  }
}
