import type { DeadLetter, Integration, ThinEvent } from '@bellhop/records'

/** A record on its way to a topic, its value not encoded yet. */
export type Draft =
  | (Place & { readonly recordName: 'thin-event'; readonly value: ThinEvent })
  | (Place & { readonly recordName: 'dead-letter'; readonly value: DeadLetter })
  | (Place & { readonly recordName: 'integration'; readonly value: Integration })

/** Where a record goes. Without a partition the publisher chooses by the key. */
export type Place = {
  readonly topic: string
  readonly key: string
  readonly partition?: number
  /** Where the webhook stands in its trace; absent where nothing is traced. */
  readonly traceparent?: string
}

/** What is known of a webhook before it is read. */
export type Receipt = {
  /** UUID of version 7. */
  readonly webhookId: string
  /** Epoch milliseconds, our clock. */
  readonly receivedAt: number
}

/**
 * Longest text of a record, in bytes, so that the record stays below the topics' `max.message.bytes` of 2 MiB. A body of
 * 1 MiB gets longer only where bytes that are not UTF-8 become U+FFFD, which is three bytes.
 */
export const MAX_TEXT_BYTES = 1_500_000
