import { describe, expect, it } from 'vitest'
import { createCodecs } from './codecs.ts'
import { thinOf } from './fakes/events.ts'
import { createFakeCodecs } from './fakes/lane.ts'
import { createFakeRegistry, schemaIds, serializerOf, topics } from './fakes/registry.ts'

describe('createCodecs', () => {
  it("reads events of today's schemas without waiting for the registry", async () => {
    const { events } = await createFakeCodecs()
    const value = serializerOf('thin-event')(thinOf())

    const decoded = events.decode({ topic: 't', partition: 0, offset: 0, key: null, value, timestamp: 0 })

    expect(decoded).toMatchObject({ thin: thinOf() })
  })

  it('refuses to work without the schema of a topic', async () => {
    const registry = createFakeRegistry()
    const ids = new Map([...schemaIds].filter(([topic]) => topic !== 'mews.entities.payment'))

    await expect(createCodecs(registry, topics, ids)).rejects.toThrow('mews.entities.payment')
  })
})
