import { partitionOf } from '@bellhop/kafka'
import { type Lanes, laneOf } from '@bellhop/mews'
import type { ThinEvent, TopicNames } from '@bellhop/records'
import type { Choice } from './choice.ts'

/** An event and where it goes: the topic of its discriminator, and there the partition of its lane. */
export type AddressedEvent = {
  readonly topic: string
  readonly key: string
  readonly partition: number
  readonly value: ThinEvent
}

/** A choice whose events have their addresses. */
export type Addressed = { readonly events: readonly AddressedEvent[]; readonly refusal?: string }

/**
 * Gives each event of a choice its address, by the directory as it is now and as the ingress does it. One whose
 * discriminator the catalogue does not know has none. Pure.
 *
 * @param partitions - of every event topic
 */
export function addressEvents(choice: Choice, lanes: Lanes, topics: TopicNames, partitions: number): Addressed {
  const unknown = choice.events.find(({ discriminator }) => topics.event(discriminator) === undefined)
  const events = choice.events.flatMap((value) => {
    const topic = topics.event(value.discriminator)
    if (topic === undefined) return []
    const key = laneOf(lanes, value.enterprise_id)
    return [{ topic, key, partition: partitionOf(key, partitions), value }]
  })
  const refusal = unknown === undefined ? choice.refusal : `the catalogue does not know ${unknown.discriminator}`
  return refusal === undefined ? { events } : { events, refusal }
}
