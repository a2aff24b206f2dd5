import { describe, expect, it } from 'vitest'
import { topicNames, topicSpecs } from './topics.ts'

const dayMs = 86_400_000
const specs = topicSpecs({ prefix: 'mews', partitions: 12, replication: 3 })
const configOf = (topic: string) => specs.find((spec) => spec.topic === topic)?.config

describe('topicNames', () => {
  it('gives each kind of event its topic, and none to what is unknown', () => {
    const { event } = topicNames('mews')

    expect(event('ServiceOrderUpdated')).toBe('mews.events.service-order-updated')
    expect(event('ResourceBlockUpdated')).toBe('mews.events.resource-block-updated')
    expect(event('ProductUpdated')).toBeUndefined()
    expect(event('toString')).toBeUndefined()
  })

  it('does not count the topic of unrecognised events among the events to enrich', () => {
    const { events, unrecognised } = topicNames('mews')

    expect(events).toHaveLength(7)
    expect(events).not.toContain(unrecognised)
  })

  it('puts every name under the prefix', () => {
    const names = topicSpecs({ prefix: 'test-7', partitions: 1 }).map(({ topic }) => topic)

    expect(names.filter((name) => !name.startsWith('test-7.'))).toEqual([])
  })
})

describe('topicSpecs', () => {
  it('lists every topic once, with the record that is on it', () => {
    expect(specs.map(({ topic, recordName }) => `${topic}: ${recordName}`)).toEqual([
      'mews.events.service-order-updated: thin-event',
      'mews.events.resource-updated: thin-event',
      'mews.events.message-added: thin-event',
      'mews.events.resource-block-updated: thin-event',
      'mews.events.customer-added: thin-event',
      'mews.events.customer-updated: thin-event',
      'mews.events.payment-updated: thin-event',
      'mews.events.unrecognised: thin-event',
      'mews.retries.10s: waiting-event',
      'mews.retries.1m: waiting-event',
      'mews.retries.10m: waiting-event',
      'mews.entities.reservation: reservation',
      'mews.entities.resource: resource',
      'mews.entities.message: message',
      'mews.entities.resource-block: resource-block',
      'mews.entities.customer: customer',
      'mews.entities.payment: payment',
      'mews.dead-letters.webhooks: dead-letter',
      'mews.dead-letters.events: dead-letter',
      'mews.integrations: integration',
      'mews.state.entities: entity-state',
      'mews.control: control',
      'mews.audit.redrives: redrive',
    ])
  })

  it('agrees with the names', () => {
    const names = topicNames('mews')
    const { events, retries, entities } = names
    const { unrecognised, deadLetterWebhooks, deadLetterEvents, integrations, state, control, redrives } = names
    const single = [unrecognised, deadLetterWebhooks, deadLetterEvents, integrations, state, control, redrives]

    expect([...events, ...retries, ...entities, ...single].sort()).toEqual(specs.map(({ topic }) => topic).sort())
  })

  it('gives all topics the same partitions and replicas', () => {
    expect(specs.filter(({ partitions, replication }) => partitions !== 12 || replication !== 3)).toEqual([])
  })

  it.each([
    ['mews.events.payment-updated', 7],
    ['mews.events.unrecognised', 30],
    ['mews.retries.10m', 14],
    ['mews.dead-letters.webhooks', 30],
    ['mews.dead-letters.events', 30],
  ])('deletes %s after %i days, and takes records of 2 MiB', (topic, days) => {
    expect(configOf(topic)).toEqual({
      'cleanup.policy': 'delete',
      'retention.ms': String(days * dayMs),
      'max.message.bytes': '2097152',
    })
  })

  it('keeps the last state of an entity for ever, and each change for an hour', () => {
    expect(configOf('mews.entities.reservation')).toEqual({
      'cleanup.policy': 'compact',
      'min.compaction.lag.ms': '3600000',
      'max.message.bytes': '2097152',
    })
  })

  it.each([
    ['mews.state.entities', 35],
    ['mews.control', 7],
  ])('compacts %s and forgets after %i days', (topic, days) => {
    expect(configOf(topic)).toMatchObject({ 'cleanup.policy': 'compact,delete', 'retention.ms': String(days * dayMs) })
  })

  it('remembers what was redriven for longer than any dead letter is kept', () => {
    const kept = (topic: string) => Number(configOf(topic)?.['retention.ms'])

    expect(kept('mews.audit.redrives')).toBeGreaterThan(kept('mews.dead-letters.events'))
    expect(kept('mews.audit.redrives')).toBeGreaterThan(kept('mews.dead-letters.webhooks'))
  })

  it('keeps the last word on each integration for ever', () => {
    expect(configOf('mews.integrations')).toMatchObject({ 'cleanup.policy': 'compact' })
    expect(configOf('mews.integrations')).not.toHaveProperty('retention.ms')
  })

  it("leaves replicas to the broker's default when none are given", () => {
    const left = topicSpecs({ prefix: 'mews', partitions: 12 })

    expect(left.filter(({ replication }) => replication !== undefined)).toEqual([])
  })
})
