import { createCodec } from '@bellhop/avro'
import type { RecordSchema } from '@bellhop/records'
import type { Tally } from './convert-value.ts'
import { hashContent } from './hash-content.ts'
import { createMapFields, type Misfit } from './map-fields.ts'
import { splitSchema } from './split-schema.ts'
import { expectedJson, toJson } from './to-json.ts'

/** An entity of Mews by our schema. */
export type MappedEntity = {
  /** The entity's own fields as Avro: they may wait for a while, and take a quarter of what an object would. */
  readonly own: Buffer
  /** Null where the entity has none. */
  readonly enterpriseId: string | null
  /** Epoch milliseconds: UpdatedUtc, or CreatedUtc where there is no other. */
  readonly changedAt: number
  readonly isDeleted: boolean
  /** JSON of what Mews sent and our schema does not name; null when there is nothing. */
  readonly unmapped: string | null
  readonly tally: Tally
  /** Of its own fields and what is unmapped. */
  readonly contentHash: bigint
}

/** An entity as it was fetched. */
export type FetchedEntity = MappedEntity & {
  /** Epoch milliseconds at which the fetch began. */
  readonly fetchedAt: number
}

/** Bytes that an entity may have in all: with a thousand event ids they still fit the broker's limit of 1 MiB for a record. */
const maxBytes = 900_000

/** Maps one entity of Mews to our fields, or says which field does not fit. */
export type MapEntity = (entity: unknown) => MappedEntity | Misfit

/**
 * Makes the mapper of one kind of entity from its record schema: each field says by `mews` where it comes from.
 *
 * Pure. A field that is absent counts as null; a value of the wrong type makes the entity a misfit.
 */
export function createMapEntity(schema: RecordSchema): MapEntity {
  const mapFields = createMapFields(schema)
  // The own fields stand first, so their values are the first of all that are mapped.
  const { build, encode } = createCodec<Readonly<Record<string, unknown>>>(splitSchema(schema).own)
  const mapped = schema.fields.filter(({ mews }) => mews !== undefined)
  const placeOf = (named: string) => mapped.findIndex(({ name }) => name === named)
  const [id, isActive, deletedUtc, enterprise] = ['id', 'is_active', 'deleted_utc', 'enterprise_id'].map(placeOf)
  // A message is never updated; should Mews give it an UpdatedUtc one day, it would be unmapped and change nothing here.
  const stamps = ['UpdatedUtc', 'CreatedUtc'].filter((path) => mapped.some(({ mews }) => mews === path))
  const stampPlaces = stamps.map((path) => mapped.findIndex(({ mews }) => mews === path))

  return (entity) => {
    const tally: Tally = { unmapped: 0, rounded: 0 }
    const outcome = mapFields(entity, tally)
    if ('misfit' in outcome) return outcome
    const { values, beyond } = outcome
    const at = (place = -1) => values[place]
    if (typeof at(id) !== 'string') return { misfit: 'Id', expected: 'a string' }

    const changedAt = stampPlaces.map(at).find((stamp) => typeof stamp === 'number')
    if (changedAt === undefined) return { misfit: stamps[0] ?? 'UpdatedUtc', expected: 'a time' }
    const unmapped = beyond === undefined ? null : toJson(beyond.rest)
    if (unmapped === undefined) return { misfit: '(entity)', expected: expectedJson }

    const own = encode(build(values))
    if (own.length + Buffer.byteLength(unmapped ?? '') > maxBytes) {
      return { misfit: '(entity)', expected: `at most ${maxBytes} bytes long` }
    }

    const enterpriseId = at(enterprise)
    return {
      own,
      enterpriseId: typeof enterpriseId === 'string' ? enterpriseId : null,
      changedAt,
      isDeleted: at(isActive) === false || typeof at(deletedUtc) === 'number',
      unmapped,
      tally,
      contentHash: hashContent({ own, unmapped }),
    }
  }
}
