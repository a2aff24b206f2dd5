// Generated from avro/payment.avsc by scripts/generate-types.mjs. Do not edit.

import type { RecordSchema } from '../record-schema.ts'

/** A payment as Mews has it now. Topic <prefix>.entities.payment, keyed by id. */
export type Payment = {
  /** Unique id of the payment. Mews Payment.Id. */
  readonly id: string
  /** Customer or company the payment belongs to; account_type says which. Mews Payment.AccountId. Always present by Mews's documentation. */
  readonly account_id: string | null
  /** Kind of account. Open list: Company, Customer. Mews Payment.AccountType. Always present by Mews's documentation. */
  readonly account_type: string | null
  /** Payment request the payment answers. Mews Payment.PaymentRequestId. */
  readonly payment_request_id: string | null
  /** Bill the payment is assigned to. Mews Payment.BillId. */
  readonly bill_id: string | null
  /** Reservation the payment belongs to; joins to the reservation records. Mews Payment.ReservationId. */
  readonly reservation_id: string | null
  /** Accounting category of the payment. Mews Payment.AccountingCategoryId. */
  readonly accounting_category_id: string | null
  /** Currency of the payment, ISO 4217 code. Mews Payment.Amount.Currency. Always present by Mews's documentation. */
  readonly amount_currency: string | null
  /** Net value of the payment, in amount_currency. Negative is money received or a rebate. Mews Payment.Amount.NetValue. Always present by Mews's documentation. Decimal text, at most 8 decimals. */
  readonly amount_net_value: string | null
  /** Gross value of the payment, in amount_currency. Negative is money received or a rebate. Mews Payment.Amount.GrossValue. Always present by Mews's documentation. Decimal text, at most 8 decimals. */
  readonly amount_gross_value: string | null
  /** Taxes of the payment: list of Code and Value, in amount_currency. Mews Payment.Amount.TaxValues. JSON, as Mews sends it. Always present by Mews's documentation. */
  readonly amount_tax_values: string | null
  /** The payment by tax rate: list of TaxRateCode, NetValue and TaxValue, in amount_currency. Mews Payment.Amount.Breakdown.Items. JSON, as Mews sends it. Always present by Mews's documentation. */
  readonly amount_breakdown_items: string | null
  /** Currency of the payment as first known, before any conversion, ISO 4217 code. Mews Payment.OriginalAmount.Currency. Always present by Mews's documentation. */
  readonly original_amount_currency: string | null
  /** Net value of the payment as first known, before any conversion, in original_amount_currency. Negative is money received or a rebate. Mews Payment.OriginalAmount.NetValue. Always present by Mews's documentation. Decimal text, at most 8 decimals. */
  readonly original_amount_net_value: string | null
  /** Gross value of the payment as first known, before any conversion, in original_amount_currency. Negative is money received or a rebate. Mews Payment.OriginalAmount.GrossValue. Always present by Mews's documentation. Decimal text, at most 8 decimals. */
  readonly original_amount_gross_value: string | null
  /** Taxes of the payment as first known, before any conversion: list of Code and Value, in original_amount_currency. Mews Payment.OriginalAmount.TaxValues. JSON, as Mews sends it. Always present by Mews's documentation. */
  readonly original_amount_tax_values: string | null
  /** The payment as first known, before any conversion by tax rate: list of TaxRateCode, NetValue and TaxValue, in original_amount_currency. Mews Payment.OriginalAmount.Breakdown.Items. JSON, as Mews sends it. Always present by Mews's documentation. */
  readonly original_amount_breakdown_items: string | null
  /** Notes about the payment. May hold personal data. Mews Payment.Notes. */
  readonly notes: string | null
  /** Id of the settled payment in the external system. Mews Payment.SettlementId. */
  readonly settlement_id: string | null
  /** When the item was consumed, UTC. Mews Payment.ConsumedUtc. Epoch milliseconds. */
  readonly consumed_utc: number | null
  /** When the bill of the payment was closed, UTC. Mews Payment.ClosedUtc. Epoch milliseconds. */
  readonly closed_utc: number | null
  /** When the payment was charged, UTC. Mews Payment.ChargedUtc. Epoch milliseconds. */
  readonly charged_utc: number | null
  /** When the payment was created, UTC. Mews Payment.CreatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly created_utc: number | null
  /** When the payment was last updated, UTC. Mews Payment.UpdatedUtc. Always present by Mews's documentation. Epoch milliseconds. */
  readonly updated_utc: number | null
  /** When the payment was settled, UTC. Documented as always present, yet null in Mews's own examples. Mews Payment.SettlementUtc. Epoch milliseconds. */
  readonly settlement_utc: number | null
  /** Accounting state. Open list: Open, Closed, Inactive, Canceled. Mews Payment.AccountingState. Always present by Mews's documentation. */
  readonly accounting_state: string | null
  /** State of the payment. Open list: Charged, Canceled, Pending, Failed, Verifying. Mews Payment.State. Always present by Mews's documentation. */
  readonly state: string | null
  /** Further identifier of the payment, for example at the card processor; may be empty. Mews Payment.Identifier. */
  readonly identifier: string | null
  /** How it was paid. Open list: Payment, CreditCardPayment, AlternativePayment, CashPayment, InvoicePayment, ExternalPayment, GhostPayment, TaxDeductedPayment. Mews Payment.Type. Always present by Mews's documentation. */
  readonly type: string | null
  /** Payment or its reversal; only for Mews Payments. Open list: Payment, Chargeback, ChargebackReversal, Refund. Mews Payment.Kind. */
  readonly kind: string | null
  /** Which group of data_ fields is filled. Open list: CreditCard, Invoice, External, Ghost, Alternative. Mews Payment.Data.Discriminator. */
  readonly data_discriminator: string | null
  /** Credit card, an id only. Mews Payment.Data.CreditCard.CreditCardId. */
  readonly data_credit_card_credit_card_id: string | null
  /** Payment the card transaction belongs to. Mews Payment.Data.CreditCard.Transaction.PaymentId. */
  readonly data_credit_card_transaction_payment_id: string | null
  /** Id of the settlement of the card transaction. Mews Payment.Data.CreditCard.Transaction.SettlementId. */
  readonly data_credit_card_transaction_settlement_id: string | null
  /** When the card transaction was settled, UTC. Mews Payment.Data.CreditCard.Transaction.SettledUtc. Epoch milliseconds. */
  readonly data_credit_card_transaction_settled_utc: number | null
  /** Currency of the transaction fee with estimated bank charges, ISO 4217 code. Mews Payment.Data.CreditCard.Transaction.Fee.Currency. */
  readonly data_credit_card_transaction_fee_currency: string | null
  /** Net value of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency. Mews Payment.Data.CreditCard.Transaction.Fee.NetValue. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_fee_net_value: string | null
  /** Gross value of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency. Mews Payment.Data.CreditCard.Transaction.Fee.GrossValue. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_fee_gross_value: string | null
  /** Taxes of the transaction fee with estimated bank charges: list of Code and Value, in data_credit_card_transaction_fee_currency. Mews Payment.Data.CreditCard.Transaction.Fee.TaxValues. JSON, as Mews sends it. */
  readonly data_credit_card_transaction_fee_tax_values: string | null
  /** The transaction fee with estimated bank charges by tax rate: list of TaxRateCode, NetValue and TaxValue, in data_credit_card_transaction_fee_currency. Mews Payment.Data.CreditCard.Transaction.Fee.Breakdown.Items. JSON, as Mews sends it. */
  readonly data_credit_card_transaction_fee_breakdown_items: string | null
  /** Value of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.Fee.Value. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_fee_value: string | null
  /** Net value of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.Fee.Net. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_fee_net: string | null
  /** Tax of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.Fee.Tax. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_fee_tax: string | null
  /** Tax rate of the transaction fee with estimated bank charges, as Mews sends it; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.Fee.TaxRate. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_fee_tax_rate: string | null
  /** Currency of the final transaction fee with confirmed bank charges, ISO 4217 code. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Currency. */
  readonly data_credit_card_transaction_adjusted_fee_currency: string | null
  /** Net value of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.NetValue. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_adjusted_fee_net_value: string | null
  /** Gross value of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.GrossValue. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_adjusted_fee_gross_value: string | null
  /** Taxes of the final transaction fee with confirmed bank charges: list of Code and Value, in data_credit_card_transaction_adjusted_fee_currency. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.TaxValues. JSON, as Mews sends it. */
  readonly data_credit_card_transaction_adjusted_fee_tax_values: string | null
  /** The final transaction fee with confirmed bank charges by tax rate: list of TaxRateCode, NetValue and TaxValue, in data_credit_card_transaction_adjusted_fee_currency. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Breakdown.Items. JSON, as Mews sends it. */
  readonly data_credit_card_transaction_adjusted_fee_breakdown_items: string | null
  /** Value of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Value. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_adjusted_fee_value: string | null
  /** Net value of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Net. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_adjusted_fee_net: string | null
  /** Tax of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Tax. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_adjusted_fee_tax: string | null
  /** Tax rate of the final transaction fee with confirmed bank charges, as Mews sends it; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.TaxRate. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_adjusted_fee_tax_rate: string | null
  /** Currency of the amount charged to the card, ISO 4217 code. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Currency. */
  readonly data_credit_card_transaction_charged_amount_currency: string | null
  /** Net value of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.NetValue. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_charged_amount_net_value: string | null
  /** Gross value of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.GrossValue. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_charged_amount_gross_value: string | null
  /** Taxes of the amount charged to the card: list of Code and Value, in data_credit_card_transaction_charged_amount_currency. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.TaxValues. JSON, as Mews sends it. */
  readonly data_credit_card_transaction_charged_amount_tax_values: string | null
  /** The amount charged to the card by tax rate: list of TaxRateCode, NetValue and TaxValue, in data_credit_card_transaction_charged_amount_currency. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Breakdown.Items. JSON, as Mews sends it. */
  readonly data_credit_card_transaction_charged_amount_breakdown_items: string | null
  /** Value of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Value. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_charged_amount_value: string | null
  /** Net value of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Net. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_charged_amount_net: string | null
  /** Tax of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Tax. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_charged_amount_tax: string | null
  /** Tax rate of the amount charged to the card, as Mews sends it; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.TaxRate. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_charged_amount_tax_rate: string | null
  /** Currency of the amount settled, ISO 4217 code. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Currency. */
  readonly data_credit_card_transaction_settled_amount_currency: string | null
  /** Net value of the amount settled, in data_credit_card_transaction_settled_amount_currency. Mews Payment.Data.CreditCard.Transaction.SettledAmount.NetValue. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_settled_amount_net_value: string | null
  /** Gross value of the amount settled, in data_credit_card_transaction_settled_amount_currency. Mews Payment.Data.CreditCard.Transaction.SettledAmount.GrossValue. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_settled_amount_gross_value: string | null
  /** Taxes of the amount settled: list of Code and Value, in data_credit_card_transaction_settled_amount_currency. Mews Payment.Data.CreditCard.Transaction.SettledAmount.TaxValues. JSON, as Mews sends it. */
  readonly data_credit_card_transaction_settled_amount_tax_values: string | null
  /** The amount settled by tax rate: list of TaxRateCode, NetValue and TaxValue, in data_credit_card_transaction_settled_amount_currency. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Breakdown.Items. JSON, as Mews sends it. */
  readonly data_credit_card_transaction_settled_amount_breakdown_items: string | null
  /** Value of the amount settled, in data_credit_card_transaction_settled_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Value. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_settled_amount_value: string | null
  /** Net value of the amount settled, in data_credit_card_transaction_settled_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Net. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_settled_amount_net: string | null
  /** Tax of the amount settled, in data_credit_card_transaction_settled_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Tax. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_settled_amount_tax: string | null
  /** Tax rate of the amount settled, as Mews sends it; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.SettledAmount.TaxRate. Decimal text, at most 8 decimals. */
  readonly data_credit_card_transaction_settled_amount_tax_rate: string | null
  /** Bill (invoice) the payment stands for. Mews Payment.Data.Invoice.InvoiceId. */
  readonly data_invoice_invoice_id: string | null
  /** Kind of invoice payment. Open list: Receivable, Balancing, UnderpaymentBalancingReceivable, OverpaymentBalancingReceivable, Overpayment. Mews Payment.Data.Invoice.Type. */
  readonly data_invoice_type: string | null
  /** Kind of external payment. Open list: Unspecified, BadDebts, Bacs, WireTransfer, Invoice, ExchangeRateDifference, Complimentary, Reseller, ExchangeRoundingDifference, Barter, Commission, BankCharges, CrossSettlement, Cash, CreditCard, Prepayment, Cheque, Bancontact, IDeal, PayPal, GiftCard, LoyaltyPoints, ChequeVacances, OnlinePayment, CardCheck, PaymentHubRedirection, Voucher, MasterCard, Visa, Amex, Discover, DinersClub, Jcb, UnionPay, Twint, Reka, LoyaltyCard, PosDiningAndSpaReward, DirectDebit, DepositCheck, DepositCash, DepositCreditCard, DepositWireTransfer. Mews Payment.Data.External.Type. */
  readonly data_external_type: string | null
  /** Id of the payment in the external system. Mews Payment.Data.External.ExternalIdentifier. */
  readonly data_external_external_identifier: string | null
  /** Payment the ghost payment stands for. Mews Payment.Data.Ghost.OriginalPaymentId. */
  readonly data_ghost_original_payment_id: string | null
  /** Kind of alternative payment. Open list: Ideal, ApplePay, GooglePay, SepaDirectDebit, PayPal, WireTransfer. Mews Payment.Data.Alternative.Type. */
  readonly data_alternative_type: string | null
  /** How the payment was begun. Open list: Other, System, Operations, AutomaticPayment, PaymentRequest, BookingEngine, Api, Terminal, ChannelManager, OnlineCheckout, BillBalancing, OnlineCheckin, PointOfSales, PaymentToInvoiceLinking. Mews Payment.PaymentOrigin. */
  readonly payment_origin: string | null
  /** Enterprise (property) the record belongs to: the entity's own EnterpriseId or, where the entity has none, that of the last event this record answers. */
  readonly enterprise_id: string
  /** Mews integration whose webhook caused the record: that of the last event it answers. */
  readonly integration_id: string
  /** When the entity last changed at Mews, UTC: its UpdatedUtc, or CreatedUtc for a message. Mews ticks in whole seconds. A later record of the same id never has an earlier value. Epoch milliseconds. */
  readonly changed_at: number
  /** True when Mews marks the entity as gone: IsActive is false or DeletedUtc is set. A cancelled reservation or payment is not deleted; see its state. */
  readonly is_deleted: boolean
  /** Kinds of the events this record answers, each once, for example ServiceOrderUpdated. */
  readonly discriminators: readonly string[]
  /** Ids of the events this record answers, at most 1,000; they join to event_id of the thin events. */
  readonly event_ids: readonly string[]
  /** When the earliest of these events was received, UTC, clock of the ingress. Epoch milliseconds. */
  readonly first_received_at: number
  /** When the fetch of this state began, UTC, clock of the enricher. Epoch milliseconds. */
  readonly fetched_at: number
  /** What caused the record. Open list: webhook, replay, redrive. */
  readonly record_origin: string
  /** What Mews sent that has no field here, with its path and names: a JSON object, null when there is nothing. */
  readonly unmapped: string | null
}

/** Avro schema of {@link Payment}. */
export const paymentSchema: RecordSchema = {
  "type": "record",
  "name": "Payment",
  "namespace": "bellhop",
  "doc": "A payment as Mews has it now. Topic <prefix>.entities.payment, keyed by id.",
  "fields": [
    {
      "name": "id",
      "type": "string",
      "mews": "Id",
      "doc": "Unique id of the payment. Mews Payment.Id."
    },
    {
      "name": "account_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AccountId",
      "doc": "Customer or company the payment belongs to; account_type says which. Mews Payment.AccountId. Always present by Mews's documentation."
    },
    {
      "name": "account_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AccountType",
      "doc": "Kind of account. Open list: Company, Customer. Mews Payment.AccountType. Always present by Mews's documentation."
    },
    {
      "name": "payment_request_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "PaymentRequestId",
      "doc": "Payment request the payment answers. Mews Payment.PaymentRequestId."
    },
    {
      "name": "bill_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "BillId",
      "doc": "Bill the payment is assigned to. Mews Payment.BillId."
    },
    {
      "name": "reservation_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "ReservationId",
      "doc": "Reservation the payment belongs to; joins to the reservation records. Mews Payment.ReservationId."
    },
    {
      "name": "accounting_category_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AccountingCategoryId",
      "doc": "Accounting category of the payment. Mews Payment.AccountingCategoryId."
    },
    {
      "name": "amount_currency",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Amount.Currency",
      "doc": "Currency of the payment, ISO 4217 code. Mews Payment.Amount.Currency. Always present by Mews's documentation."
    },
    {
      "name": "amount_net_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Amount.NetValue",
      "doc": "Net value of the payment, in amount_currency. Negative is money received or a rebate. Mews Payment.Amount.NetValue. Always present by Mews's documentation."
    },
    {
      "name": "amount_gross_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Amount.GrossValue",
      "doc": "Gross value of the payment, in amount_currency. Negative is money received or a rebate. Mews Payment.Amount.GrossValue. Always present by Mews's documentation."
    },
    {
      "name": "amount_tax_values",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Amount.TaxValues",
      "doc": "Taxes of the payment: list of Code and Value, in amount_currency. Mews Payment.Amount.TaxValues. JSON, as Mews sends it. Always present by Mews's documentation."
    },
    {
      "name": "amount_breakdown_items",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Amount.Breakdown.Items",
      "doc": "The payment by tax rate: list of TaxRateCode, NetValue and TaxValue, in amount_currency. Mews Payment.Amount.Breakdown.Items. JSON, as Mews sends it. Always present by Mews's documentation."
    },
    {
      "name": "original_amount_currency",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "OriginalAmount.Currency",
      "doc": "Currency of the payment as first known, before any conversion, ISO 4217 code. Mews Payment.OriginalAmount.Currency. Always present by Mews's documentation."
    },
    {
      "name": "original_amount_net_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "OriginalAmount.NetValue",
      "doc": "Net value of the payment as first known, before any conversion, in original_amount_currency. Negative is money received or a rebate. Mews Payment.OriginalAmount.NetValue. Always present by Mews's documentation."
    },
    {
      "name": "original_amount_gross_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "OriginalAmount.GrossValue",
      "doc": "Gross value of the payment as first known, before any conversion, in original_amount_currency. Negative is money received or a rebate. Mews Payment.OriginalAmount.GrossValue. Always present by Mews's documentation."
    },
    {
      "name": "original_amount_tax_values",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "OriginalAmount.TaxValues",
      "doc": "Taxes of the payment as first known, before any conversion: list of Code and Value, in original_amount_currency. Mews Payment.OriginalAmount.TaxValues. JSON, as Mews sends it. Always present by Mews's documentation."
    },
    {
      "name": "original_amount_breakdown_items",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "OriginalAmount.Breakdown.Items",
      "doc": "The payment as first known, before any conversion by tax rate: list of TaxRateCode, NetValue and TaxValue, in original_amount_currency. Mews Payment.OriginalAmount.Breakdown.Items. JSON, as Mews sends it. Always present by Mews's documentation."
    },
    {
      "name": "notes",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Notes",
      "doc": "Notes about the payment. May hold personal data. Mews Payment.Notes."
    },
    {
      "name": "settlement_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "SettlementId",
      "doc": "Id of the settled payment in the external system. Mews Payment.SettlementId."
    },
    {
      "name": "consumed_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "ConsumedUtc",
      "doc": "When the item was consumed, UTC. Mews Payment.ConsumedUtc."
    },
    {
      "name": "closed_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "ClosedUtc",
      "doc": "When the bill of the payment was closed, UTC. Mews Payment.ClosedUtc."
    },
    {
      "name": "charged_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "ChargedUtc",
      "doc": "When the payment was charged, UTC. Mews Payment.ChargedUtc."
    },
    {
      "name": "created_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "CreatedUtc",
      "doc": "When the payment was created, UTC. Mews Payment.CreatedUtc. Always present by Mews's documentation."
    },
    {
      "name": "updated_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "UpdatedUtc",
      "doc": "When the payment was last updated, UTC. Mews Payment.UpdatedUtc. Always present by Mews's documentation."
    },
    {
      "name": "settlement_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "SettlementUtc",
      "doc": "When the payment was settled, UTC. Documented as always present, yet null in Mews's own examples. Mews Payment.SettlementUtc."
    },
    {
      "name": "accounting_state",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "AccountingState",
      "doc": "Accounting state. Open list: Open, Closed, Inactive, Canceled. Mews Payment.AccountingState. Always present by Mews's documentation."
    },
    {
      "name": "state",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "State",
      "doc": "State of the payment. Open list: Charged, Canceled, Pending, Failed, Verifying. Mews Payment.State. Always present by Mews's documentation."
    },
    {
      "name": "identifier",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Identifier",
      "doc": "Further identifier of the payment, for example at the card processor; may be empty. Mews Payment.Identifier."
    },
    {
      "name": "type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Type",
      "doc": "How it was paid. Open list: Payment, CreditCardPayment, AlternativePayment, CashPayment, InvoicePayment, ExternalPayment, GhostPayment, TaxDeductedPayment. Mews Payment.Type. Always present by Mews's documentation."
    },
    {
      "name": "kind",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Kind",
      "doc": "Payment or its reversal; only for Mews Payments. Open list: Payment, Chargeback, ChargebackReversal, Refund. Mews Payment.Kind."
    },
    {
      "name": "data_discriminator",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.Discriminator",
      "doc": "Which group of data_ fields is filled. Open list: CreditCard, Invoice, External, Ghost, Alternative. Mews Payment.Data.Discriminator."
    },
    {
      "name": "data_credit_card_credit_card_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.CreditCard.CreditCardId",
      "doc": "Credit card, an id only. Mews Payment.Data.CreditCard.CreditCardId."
    },
    {
      "name": "data_credit_card_transaction_payment_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.PaymentId",
      "doc": "Payment the card transaction belongs to. Mews Payment.Data.CreditCard.Transaction.PaymentId."
    },
    {
      "name": "data_credit_card_transaction_settlement_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettlementId",
      "doc": "Id of the settlement of the card transaction. Mews Payment.Data.CreditCard.Transaction.SettlementId."
    },
    {
      "name": "data_credit_card_transaction_settled_utc",
      "type": [
        "null",
        {
          "type": "long",
          "logicalType": "timestamp-millis"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledUtc",
      "doc": "When the card transaction was settled, UTC. Mews Payment.Data.CreditCard.Transaction.SettledUtc."
    },
    {
      "name": "data_credit_card_transaction_fee_currency",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.Currency",
      "doc": "Currency of the transaction fee with estimated bank charges, ISO 4217 code. Mews Payment.Data.CreditCard.Transaction.Fee.Currency."
    },
    {
      "name": "data_credit_card_transaction_fee_net_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.NetValue",
      "doc": "Net value of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency. Mews Payment.Data.CreditCard.Transaction.Fee.NetValue."
    },
    {
      "name": "data_credit_card_transaction_fee_gross_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.GrossValue",
      "doc": "Gross value of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency. Mews Payment.Data.CreditCard.Transaction.Fee.GrossValue."
    },
    {
      "name": "data_credit_card_transaction_fee_tax_values",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.TaxValues",
      "doc": "Taxes of the transaction fee with estimated bank charges: list of Code and Value, in data_credit_card_transaction_fee_currency. Mews Payment.Data.CreditCard.Transaction.Fee.TaxValues. JSON, as Mews sends it."
    },
    {
      "name": "data_credit_card_transaction_fee_breakdown_items",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.Breakdown.Items",
      "doc": "The transaction fee with estimated bank charges by tax rate: list of TaxRateCode, NetValue and TaxValue, in data_credit_card_transaction_fee_currency. Mews Payment.Data.CreditCard.Transaction.Fee.Breakdown.Items. JSON, as Mews sends it."
    },
    {
      "name": "data_credit_card_transaction_fee_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.Value",
      "doc": "Value of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.Fee.Value."
    },
    {
      "name": "data_credit_card_transaction_fee_net",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.Net",
      "doc": "Net value of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.Fee.Net."
    },
    {
      "name": "data_credit_card_transaction_fee_tax",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.Tax",
      "doc": "Tax of the transaction fee with estimated bank charges, in data_credit_card_transaction_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.Fee.Tax."
    },
    {
      "name": "data_credit_card_transaction_fee_tax_rate",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.Fee.TaxRate",
      "doc": "Tax rate of the transaction fee with estimated bank charges, as Mews sends it; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.Fee.TaxRate."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_currency",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.Currency",
      "doc": "Currency of the final transaction fee with confirmed bank charges, ISO 4217 code. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Currency."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_net_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.NetValue",
      "doc": "Net value of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.NetValue."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_gross_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.GrossValue",
      "doc": "Gross value of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.GrossValue."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_tax_values",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.TaxValues",
      "doc": "Taxes of the final transaction fee with confirmed bank charges: list of Code and Value, in data_credit_card_transaction_adjusted_fee_currency. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.TaxValues. JSON, as Mews sends it."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_breakdown_items",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.Breakdown.Items",
      "doc": "The final transaction fee with confirmed bank charges by tax rate: list of TaxRateCode, NetValue and TaxValue, in data_credit_card_transaction_adjusted_fee_currency. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Breakdown.Items. JSON, as Mews sends it."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.Value",
      "doc": "Value of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Value."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_net",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.Net",
      "doc": "Net value of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Net."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_tax",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.Tax",
      "doc": "Tax of the final transaction fee with confirmed bank charges, in data_credit_card_transaction_adjusted_fee_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.Tax."
    },
    {
      "name": "data_credit_card_transaction_adjusted_fee_tax_rate",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.AdjustedFee.TaxRate",
      "doc": "Tax rate of the final transaction fee with confirmed bank charges, as Mews sends it; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.AdjustedFee.TaxRate."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_currency",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.Currency",
      "doc": "Currency of the amount charged to the card, ISO 4217 code. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Currency."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_net_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.NetValue",
      "doc": "Net value of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.NetValue."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_gross_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.GrossValue",
      "doc": "Gross value of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.GrossValue."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_tax_values",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.TaxValues",
      "doc": "Taxes of the amount charged to the card: list of Code and Value, in data_credit_card_transaction_charged_amount_currency. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.TaxValues. JSON, as Mews sends it."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_breakdown_items",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.Breakdown.Items",
      "doc": "The amount charged to the card by tax rate: list of TaxRateCode, NetValue and TaxValue, in data_credit_card_transaction_charged_amount_currency. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Breakdown.Items. JSON, as Mews sends it."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.Value",
      "doc": "Value of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Value."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_net",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.Net",
      "doc": "Net value of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Net."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_tax",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.Tax",
      "doc": "Tax of the amount charged to the card, in data_credit_card_transaction_charged_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.Tax."
    },
    {
      "name": "data_credit_card_transaction_charged_amount_tax_rate",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.ChargedAmount.TaxRate",
      "doc": "Tax rate of the amount charged to the card, as Mews sends it; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.ChargedAmount.TaxRate."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_currency",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.Currency",
      "doc": "Currency of the amount settled, ISO 4217 code. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Currency."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_net_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.NetValue",
      "doc": "Net value of the amount settled, in data_credit_card_transaction_settled_amount_currency. Mews Payment.Data.CreditCard.Transaction.SettledAmount.NetValue."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_gross_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.GrossValue",
      "doc": "Gross value of the amount settled, in data_credit_card_transaction_settled_amount_currency. Mews Payment.Data.CreditCard.Transaction.SettledAmount.GrossValue."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_tax_values",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.TaxValues",
      "doc": "Taxes of the amount settled: list of Code and Value, in data_credit_card_transaction_settled_amount_currency. Mews Payment.Data.CreditCard.Transaction.SettledAmount.TaxValues. JSON, as Mews sends it."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_breakdown_items",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.Breakdown.Items",
      "doc": "The amount settled by tax rate: list of TaxRateCode, NetValue and TaxValue, in data_credit_card_transaction_settled_amount_currency. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Breakdown.Items. JSON, as Mews sends it."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_value",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.Value",
      "doc": "Value of the amount settled, in data_credit_card_transaction_settled_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Value."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_net",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.Net",
      "doc": "Net value of the amount settled, in data_credit_card_transaction_settled_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Net."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_tax",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.Tax",
      "doc": "Tax of the amount settled, in data_credit_card_transaction_settled_amount_currency; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.SettledAmount.Tax."
    },
    {
      "name": "data_credit_card_transaction_settled_amount_tax_rate",
      "type": [
        "null",
        {
          "type": "bytes",
          "logicalType": "decimal",
          "precision": 28,
          "scale": 8
        }
      ],
      "default": null,
      "mews": "Data.CreditCard.Transaction.SettledAmount.TaxRate",
      "doc": "Tax rate of the amount settled, as Mews sends it; from the older form of an amount. Mews Payment.Data.CreditCard.Transaction.SettledAmount.TaxRate."
    },
    {
      "name": "data_invoice_invoice_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.Invoice.InvoiceId",
      "doc": "Bill (invoice) the payment stands for. Mews Payment.Data.Invoice.InvoiceId."
    },
    {
      "name": "data_invoice_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.Invoice.Type",
      "doc": "Kind of invoice payment. Open list: Receivable, Balancing, UnderpaymentBalancingReceivable, OverpaymentBalancingReceivable, Overpayment. Mews Payment.Data.Invoice.Type."
    },
    {
      "name": "data_external_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.External.Type",
      "doc": "Kind of external payment. Open list: Unspecified, BadDebts, Bacs, WireTransfer, Invoice, ExchangeRateDifference, Complimentary, Reseller, ExchangeRoundingDifference, Barter, Commission, BankCharges, CrossSettlement, Cash, CreditCard, Prepayment, Cheque, Bancontact, IDeal, PayPal, GiftCard, LoyaltyPoints, ChequeVacances, OnlinePayment, CardCheck, PaymentHubRedirection, Voucher, MasterCard, Visa, Amex, Discover, DinersClub, Jcb, UnionPay, Twint, Reka, LoyaltyCard, PosDiningAndSpaReward, DirectDebit, DepositCheck, DepositCash, DepositCreditCard, DepositWireTransfer. Mews Payment.Data.External.Type."
    },
    {
      "name": "data_external_external_identifier",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.External.ExternalIdentifier",
      "doc": "Id of the payment in the external system. Mews Payment.Data.External.ExternalIdentifier."
    },
    {
      "name": "data_ghost_original_payment_id",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.Ghost.OriginalPaymentId",
      "doc": "Payment the ghost payment stands for. Mews Payment.Data.Ghost.OriginalPaymentId."
    },
    {
      "name": "data_alternative_type",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "Data.Alternative.Type",
      "doc": "Kind of alternative payment. Open list: Ideal, ApplePay, GooglePay, SepaDirectDebit, PayPal, WireTransfer. Mews Payment.Data.Alternative.Type."
    },
    {
      "name": "payment_origin",
      "type": [
        "null",
        "string"
      ],
      "default": null,
      "mews": "PaymentOrigin",
      "doc": "How the payment was begun. Open list: Other, System, Operations, AutomaticPayment, PaymentRequest, BookingEngine, Api, Terminal, ChannelManager, OnlineCheckout, BillBalancing, OnlineCheckin, PointOfSales, PaymentToInvoiceLinking. Mews Payment.PaymentOrigin."
    },
    {
      "name": "enterprise_id",
      "type": "string",
      "mews": "EnterpriseId",
      "doc": "Enterprise (property) the record belongs to: the entity's own EnterpriseId or, where the entity has none, that of the last event this record answers."
    },
    {
      "name": "integration_id",
      "type": "string",
      "doc": "Mews integration whose webhook caused the record: that of the last event it answers."
    },
    {
      "name": "changed_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the entity last changed at Mews, UTC: its UpdatedUtc, or CreatedUtc for a message. Mews ticks in whole seconds. A later record of the same id never has an earlier value."
    },
    {
      "name": "is_deleted",
      "type": "boolean",
      "doc": "True when Mews marks the entity as gone: IsActive is false or DeletedUtc is set. A cancelled reservation or payment is not deleted; see its state."
    },
    {
      "name": "discriminators",
      "type": {
        "type": "array",
        "items": "string"
      },
      "doc": "Kinds of the events this record answers, each once, for example ServiceOrderUpdated."
    },
    {
      "name": "event_ids",
      "type": {
        "type": "array",
        "items": "string"
      },
      "doc": "Ids of the events this record answers, at most 1,000; they join to event_id of the thin events."
    },
    {
      "name": "first_received_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the earliest of these events was received, UTC, clock of the ingress."
    },
    {
      "name": "fetched_at",
      "type": {
        "type": "long",
        "logicalType": "timestamp-millis"
      },
      "doc": "When the fetch of this state began, UTC, clock of the enricher."
    },
    {
      "name": "record_origin",
      "type": "string",
      "doc": "What caused the record. Open list: webhook, replay, redrive."
    },
    {
      "name": "unmapped",
      "type": [
        "null",
        {
          "type": "string",
          "connect.name": "io.debezium.data.Json"
        }
      ],
      "default": null,
      "doc": "What Mews sent that has no field here, with its path and names: a JSON object, null when there is nothing."
    }
  ]
}
