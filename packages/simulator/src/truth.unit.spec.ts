import { describe, expect, it } from 'vitest'
import { type EntityName, entityNames, type Truth } from './index.ts'
import { openCalled } from './testing/open-called.ts'
import { inFull, listOf } from './testing/open-caller.ts'
import type { JsonObject } from './world/json.ts'

const { simulator, caller } = await openCalled({ entitiesPerEnterprise: 60 })

/** Asks every token for every entity of a type that is in the truth. */
async function fetchAll(entity: EntityName): Promise<Map<string, JsonObject>> {
  const { operation, idsIn, arrayOut, extra } = inFull[entity]
  const truths = [...simulator.truth()].filter((truth) => truth.entity === entity)
  const ids = truths.map(({ id, state }) => (entity === 'message' ? String(state['MessageThreadId']) : id))
  const found = new Map<string, JsonObject>()
  for (const { name, chainIds } of simulator.directory.credentials) {
    const scope = entity === 'customer' && chainIds.length > 0 ? { ChainIds: chainIds } : {}
    const request = { [idsIn]: [...new Set(ids)], ...extra, ...scope }
    const answer = await caller.call(operation, request, { credential: name })
    for (const state of listOf(answer, arrayOut)) found.set(String(state['Id']), state)
  }
  return found
}

function tell(entity: EntityName): Map<string, JsonObject> {
  const truths: Truth[] = [...simulator.truth()].filter((truth) => truth.entity === entity)
  return new Map(truths.map(({ id, state }) => [id, state]))
}

describe('truth', () => {
  it.each(entityNames)('is what the API answers, of every %s, before and after changes', async (entity) => {
    const before = await fetchAll(entity)
    expect(before).toEqual(tell(entity))
    expect(before.size).toBe(entity === 'customer' ? 2 * 3 * 60 : 6 * 60)

    for (let change = 0; change < 100; change += 1) simulator.change({ entity })

    expect(await fetchAll(entity)).toEqual(tell(entity))
  })

  it.each(entityNames)('is what the API answers of every %s that bears new fields and new values', async (entity) => {
    const plain = tell(entity)
    const [id = ''] = [...plain.keys()]
    simulator.faults = {
      unknownFields: true,
      newEnumValues: true,
      brokenFields: [{ entity, id, path: 'CreatedUtc', value: 17 }],
    }

    const [shown, told] = [await fetchAll(entity), tell(entity)]
    simulator.faults = {}

    expect(shown).toEqual(told)
    expect(shown).not.toEqual(plain)
    expect(shown.get(id)).toMatchObject({ CreatedUtc: 17, IntroducedNull: null })
    expect(await fetchAll(entity)).toEqual(plain)
  })

  it('of an enterprise names it, and names none for customers', () => {
    const enterprises = new Set(simulator.directory.credentials.flatMap(({ enterpriseIds }) => enterpriseIds))

    for (const { entity, enterpriseId } of simulator.truth()) {
      if (entity === 'customer') expect(enterpriseId).toBeNull()
      else expect(enterprises.has(enterpriseId ?? '')).toBe(true)
    }
  })

  it('that was read stays as it was when the entity changes', () => {
    const { id } = simulator.change({ entity: 'customer', action: 'create' })
    const read = simulator.truthOf('customer', id)
    const copy = structuredClone(read)

    simulator.change({ entity: 'customer', id })

    expect(read).toEqual(copy)
    expect(simulator.truthOf('customer', id)).not.toEqual(copy)
  })

  it('knows nothing of what is not there', () => {
    expect(simulator.truthOf('payment', 'x')).toBeUndefined()
  })
})
