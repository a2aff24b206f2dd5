import type { RecordSchema } from '@bellhop/records'
import type { Tally } from './convert-value.ts'
import { createMapFields, type Misfit } from './map-fields.ts'
import { expectedJson, toJson } from './to-json.ts'

/** An entity as it was fetched, in our fields. */
export type FetchedEntity = {
  /** The entity's own fields. */
  readonly fields: Readonly<Record<string, unknown>>
  /** Epoch milliseconds: UpdatedUtc, or CreatedUtc where there is no other. */
  readonly changedAt: number
  readonly isDeleted: boolean
  /** JSON of what Mews sent and our schema does not name; null when there is nothing. */
  readonly unmapped: string | null
  readonly tally: Tally
  /** Epoch milliseconds at which the fetch began. */
  readonly fetchedAt: number
}

/**
 * Characters that an entity may have in all: in three bytes each they and a thousand event ids still fit the broker's
 * limit of 1 MiB for a record. A longer one could never be written, and would hold up its task for ever.
 */
const maxCharacters = 300_000

/** Maps one entity of Mews to our fields, or says which field does not fit. */
export type MapEntity = (entity: unknown, fetchedAt: number) => FetchedEntity | Misfit

/**
 * Makes the mapper of one kind of entity from its record schema: each field says by `mews` where it comes from.
 *
 * Pure. A field that is absent counts as null; a value of the wrong type makes the entity a misfit.
 */
export function createMapEntity(schema: RecordSchema): MapEntity {
  const mapFields = createMapFields(schema)
  // A message is never updated; should Mews give it an UpdatedUtc one day, it would be unmapped and change nothing here.
  const stamps = ['UpdatedUtc', 'CreatedUtc'].flatMap((path) => schema.fields.filter(({ mews }) => mews === path))
  const stampPath = stamps[0]?.mews ?? 'UpdatedUtc'

  return (entity, fetchedAt) => {
    const tally: Tally = { unmapped: 0, rounded: 0 }
    const mapped = mapFields(entity, tally)
    if ('misfit' in mapped) return mapped
    const { fields, beyond } = mapped
    if (typeof fields['id'] !== 'string') return { misfit: 'Id', expected: 'a string' }

    const changedAt = stamps.map(({ name }) => fields[name]).find((stamp) => typeof stamp === 'number')
    if (changedAt === undefined) return { misfit: stampPath, expected: 'a time' }
    const unmapped = beyond === undefined ? null : toJson(beyond.rest)
    if (unmapped === undefined) return { misfit: '(entity)', expected: expectedJson }

    if (countCharacters(fields) + (unmapped?.length ?? 0) > maxCharacters) {
      return { misfit: '(entity)', expected: `at most ${maxCharacters} characters long` }
    }

    const isDeleted = fields['is_active'] === false || typeof fields['deleted_utc'] === 'number'
    return { fields, changedAt, isDeleted, unmapped, tally, fetchedAt }
  }
}

function countCharacters(fields: Readonly<Record<string, unknown>>): number {
  let characters = 0
  for (const name in fields) {
    const value = fields[name]
    if (typeof value === 'string') characters += value.length
    else if (Array.isArray(value)) for (const item of value) characters += String(item).length
  }
  return characters
}
