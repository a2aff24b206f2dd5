import { describe, expect, it } from 'vitest'
import { ensureSubject } from './ensure-subject.ts'
import { AvroError } from './errors.ts'
import type { CompatibilityLevel } from './registry.ts'
import type { AvroField, AvroSchema } from './schema.ts'

const recordOf = (...fields: AvroField[]): AvroSchema => ({ type: 'record', name: 'R', fields })
const id: AvroField = { name: 'id', type: 'string' }
const note: AvroField = { name: 'note', type: ['null', 'string'], default: null }

/** A registry in memory that writes down what is done to it. */
function registryOf(schemas: AvroSchema[], { wantsSubjectFirst = false } = {}) {
  const done: string[] = []
  const stored = [...schemas]
  return {
    done,
    versionsOf: async () => stored.map((schema, index) => ({ id: 100 + index, version: index + 1, schema })),
    register: async (subject: string, schema: AvroSchema) => {
      done.push(`register ${subject}`)
      return 99 + stored.push(schema)
    },
    setCompatibility: async (subject: string, level: CompatibilityLevel) => {
      if (wantsSubjectFirst && stored.length === 0) throw new AvroError('registry.not-found', 'no such subject')
      done.push(`set ${subject} ${level}`)
    },
  }
}

describe('ensureSubject', () => {
  it('sets the level before the first version, so that nobody slips in another', async () => {
    const registry = registryOf([])

    expect(await ensureSubject(registry, 's', recordOf(id))).toBe(100)

    expect(registry.done).toEqual(['set s FULL_TRANSITIVE', 'register s'])
  })

  it('sets the level after the first version where the registry wants the subject first', async () => {
    const registry = registryOf([], { wantsSubjectFirst: true })

    expect(await ensureSubject(registry, 's', recordOf(id))).toBe(100)

    expect(registry.done).toEqual(['register s', 'set s FULL_TRANSITIVE'])
  })

  it('registers a schema that only grew', async () => {
    const registry = registryOf([recordOf(id)])

    expect(await ensureSubject(registry, 's', recordOf(id, note))).toBe(101)
  })

  it('compares with every version, not only with the last', async () => {
    const registry = registryOf([recordOf(id, note), recordOf(id)])

    await expect(ensureSubject(registry, 's', recordOf(id))).rejects.toMatchObject({
      code: 'schema.incompatible',
      message:
        'The schema for s breaks its contract: note: field-removed since version 1 (a field stays for ever). ' +
        'Keep every field as it was and add only fields with a default',
    })
  })

  it('touches nothing when the schema is refused', async () => {
    const registry = registryOf([recordOf(id, note)])

    await expect(ensureSubject(registry, 's', recordOf({ ...id, type: 'int' }))).rejects.toThrow(
      /id: type-changed.*note: field-removed/,
    )

    expect(registry.done).toEqual([])
  })

  it('lets every other refusal through', async () => {
    const refused = new AvroError('registry.refused', 'no')
    const registry = { ...registryOf([]), setCompatibility: () => Promise.reject(refused) }

    await expect(ensureSubject(registry, 's', recordOf(id))).rejects.toBe(refused)
  })
})
