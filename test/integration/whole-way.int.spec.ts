import { readFile } from 'node:fs/promises'
import { compareTruth, type EntityRecord, readLedger } from '@bellhop/audit'
import { drain, fetchSamples, reachVerdict, waitUntil } from '@bellhop/demo'
import { partitionOf, readTopics } from '@bellhop/kafka'
import { catalogue } from '@bellhop/records'
import { version } from '@bellhop/runtime'
import { entityNames } from '@bellhop/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWithPython } from '../foreign/run-python.ts'
import { openWhole, postedEvents, type Whole } from './open-whole.ts'

const drainMs = 120_000

describe('the whole way', () => {
  let whole: Whole
  let close: () => Promise<void>

  beforeAll(async () => {
    ;({ value: whole, close } = await openWhole())
    // A Mews with fields that no document names yet: they have to be found in `unmapped`.
    whole.simulator.faults = { unknownFields: true }
  })
  afterAll(() => close())

  it('has each service say its version in its first line, and once in its metrics', async () => {
    for (const { logFile, adminUrl } of [whole.bellhop.ingress, whole.bellhop.enricher()]) {
      const [first = ''] = (await readFile(logFile, 'utf8')).split('\n')
      const told = (await fetchSamples(adminUrl)).filter(({ name }) => name === 'bellhop_build_info')

      expect(JSON.parse(first)).toMatchObject({ msg: 'starting', version })
      expect(told).toEqual([{ name: 'bellhop_build_info', labels: { version }, value: 1 }])
    }
  })

  it('takes a webhook of all kinds of events and an unknown one to their topics, keyed by lane', async () => {
    const { bellhop, simulator } = whole
    const [credential] = simulator.directory.credentials
    const enterpriseId = credential?.enterpriseIds[0] ?? ''
    const made = [
      simulator.change({ entity: 'customer', action: 'create', enterpriseId }),
      simulator.change({ entity: 'reservation', action: 'update', enterpriseId }),
      simulator.change({ entity: 'resource', action: 'update', enterpriseId }),
      simulator.change({ entity: 'message', action: 'create', enterpriseId }),
      simulator.change({ entity: 'resource-block', action: 'delete', enterpriseId }),
      simulator.change({ entity: 'payment', action: 'create', enterpriseId }),
    ].flatMap(({ events }) => events)
    const unknown = { Discriminator: 'SpaceshipLanded', Value: { Id: 'ship-1', Crew: 3 } }

    const delivery = await simulator.post(enterpriseId, [...made, unknown])
    await drain(bellhop, drainMs)

    expect(delivery).toMatchObject({ end: 'accepted' })
    expect(made.map(({ Discriminator }) => Discriminator).sort()).toEqual(
      catalogue.map((row) => row.discriminator).sort(),
    )
    const lane = credential?.chain ?? ''
    const { events } = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
    for (const { Discriminator, Value } of made) {
      const found = events.filter(({ value }) => value.discriminator === Discriminator && value.entity_id === Value.Id)
      expect(found).toHaveLength(1)
      expect(found[0]?.topic).toBe(bellhop.topics.event(Discriminator))
    }
    const { events: eventTopics, unrecognised } = bellhop.topics
    const keyed: Array<{ topic: string; key: string | null; partition: number }> = []
    await readTopics(bellhop.kafka, [...eventTopics, unrecognised], (records) => keyed.push(...records))
    const byLane = { key: lane, partition: partitionOf(lane, 4) }
    for (const topic of [...eventTopics, unrecognised]) {
      expect(keyed.filter((record) => record.topic === topic)).toEqual([expect.objectContaining(byLane)])
    }
  })

  it('asks once for a customer that was added and updated, and lists both events in one record', async () => {
    const { bellhop, simulator } = whole
    const { id, enterpriseId, events } = simulator.change({ entity: 'customer', action: 'create' })
    const callsBefore = simulator.stats().calls.byOperation['customers/getAll'] ?? 0

    await simulator.post(enterpriseId, events)
    await drain(bellhop, drainMs)

    expect(events.map(({ Discriminator }) => Discriminator)).toEqual(['CustomerAdded', 'CustomerUpdated'])
    const { entities } = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)
    const records = entities.filter(({ value }) => value.id === id)
    expect(records).toHaveLength(1)
    expect(records[0]?.value.discriminators.toSorted()).toEqual(['CustomerAdded', 'CustomerUpdated'])
    expect(records[0]?.value.event_ids).toHaveLength(2)
    expect((simulator.stats().calls.byOperation['customers/getAll'] ?? 0) - callsBefore).toBe(1)
  })

  it('ends every event once, and its newest records equal the truth, after a while of traffic', async () => {
    const { bellhop, simulator } = whole
    const traffic = simulator.startTraffic({ eventsPerSecond: 200 })
    await waitUntil('a thousand events were posted', () => postedEvents(simulator) >= 1_000, 60_000)
    await traffic.stop()
    await drain(bellhop, drainMs)

    const verdict = await reachVerdict(bellhop, simulator)

    expect(verdict.faults).toEqual([])
    expect(verdict.accepted).toBeGreaterThanOrEqual(1_000)
    expect(verdict.comparison.compared).toBeGreaterThan(100)
    expect(simulator.stats().calls.byStatus['429'] ?? 0).toBe(0)
  })

  it('is read alike by clients that are not ours', async () => {
    const { bellhop, simulator } = whole
    const ours = await readLedger(bellhop.kafka, bellhop.registry, bellhop.topics, bellhop.groupId)

    const { BELLHOP_TEST_BROKERS: brokers = '', BELLHOP_TEST_REGISTRY_URL: registryUrl = '' } = process.env
    const theirs = await readWithPython(brokers, registryUrl, bellhop.topics.entities)

    const entityOf = new Map(entityNames.map((name) => [bellhop.topics.entity(name), name]))
    const entries = theirs.flatMap(({ topic, key, value }) => {
      const entity = entityOf.get(topic)
      return entity === undefined || value === null ? [] : [{ entity, key, value: toEntityRecord(value) }]
    })
    expect(entries).toHaveLength(ours.entities.length)
    expect(entries.every(({ key, value }) => key === value.id)).toBe(true)
    const ledger = { ...ours, entities: entries.map((entry) => ({ ...entry, topic: '', partition: 0, offset: 0 })) }
    const { compared, differences, missing } = compareTruth(ledger, simulator.truth())
    expect(compared).toBeGreaterThan(100)
    expect({ differences, missing }).toEqual({ differences: [], missing: [] })
  }, 240_000)

  it('shows clients that are not ours an erasure, in the partition of the entity’s records', async () => {
    const { bellhop, simulator } = whole
    const topic = bellhop.topics.entity('customer')
    const { id, enterpriseId, events } = simulator.change({ entity: 'customer', action: 'create' })
    await simulator.post(enterpriseId, events)
    await drain(bellhop, drainMs)
    const producer = bellhop.kafka.producer()
    await producer.connect()
    await producer.send({ topic, messages: [{ key: id, value: null }] })
    await producer.disconnect()

    const { BELLHOP_TEST_BROKERS: brokers = '', BELLHOP_TEST_REGISTRY_URL: registryUrl = '' } = process.env
    const theirs = await readWithPython(brokers, registryUrl, [topic])

    const ofEntity = theirs.filter(({ key }) => key === id)
    expect(ofEntity.map(({ value }) => value)).toEqual([expect.objectContaining({ id }), null])
    expect(new Set(ofEntity.map(({ partition }) => partition))).toEqual(new Set([partitionOf(id, 4)]))
  }, 240_000)
})

function toEntityRecord(value: Readonly<Record<string, unknown>>): EntityRecord {
  const { id, changed_at, fetched_at, event_ids, discriminators } = value
  return {
    ...value,
    id: String(id),
    changed_at: Number(changed_at),
    fetched_at: Number(fetched_at),
    event_ids: Array.isArray(event_ids) ? event_ids.map(String) : [],
    discriminators: Array.isArray(discriminators) ? discriminators.map(String) : [],
  }
}
