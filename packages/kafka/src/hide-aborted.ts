import Broker, { type FetchedPartition } from 'kafkajs/src/broker/index.js'

/** The key of an abort marker: version 0, type 0. */
const abortKey = Buffer.alloc(4)

/**
 * Hides the records of aborted transactions in what a fetch brought, in place.
 *
 * The broker lists aborted transactions in the order in which they ended. kafkajs takes the list for ordered by where they
 * began, and enters one transaction a record: where transactions of several producers overlap, it shows aborted records as
 * committed ones. We mark these as it marks the broker's control records, which it never brings though it steps over them,
 * and leave it no list to go by.
 */
export function hideAborted(partition: FetchedPartition): void {
  const { messages } = partition
  const begun = [...(partition.abortedTransactions ?? [])].sort((a, b) => Number(a.firstOffset) - Number(b.firstOffset))
  const aborted = new Set<string>()
  let next = 0
  for (const message of messages) {
    const { producerId, inTransaction } = message.batchContext ?? {}
    for (let entered = begun[next]; entered !== undefined && isAt(message, entered); entered = begun[next]) {
      aborted.add(entered.producerId)
      next += 1
    }
    if (producerId === undefined) continue
    if (!message.isControlRecord) message.isControlRecord = inTransaction === true && aborted.has(producerId)
    else if (message.key?.equals(abortKey)) aborted.delete(producerId)
  }
  partition.abortedTransactions = []
}

function isAt(message: { readonly offset: string }, transaction: { readonly firstOffset: string }): boolean {
  return Number(message.offset) >= Number(transaction.firstOffset)
}

let isMended = false

/** Has every kafkajs consumer of this process read through {@link hideAborted}; once is enough. */
export function mendFetch(): void {
  if (isMended) return
  isMended = true
  const { fetch } = Broker.prototype
  Broker.prototype.fetch = async function (options) {
    const answer = await fetch.call(this, options)
    for (const { partitions } of answer.responses) for (const partition of partitions) hideAborted(partition)
    return answer
  }
}
