import { createCodec } from '@bellhop/avro'
import { type EntityName, schemas } from '@bellhop/records'
import type { Lookup } from '../lane-book.ts'
import type { FetchedEntity } from '../map-entity.ts'
import { splitSchema } from '../split-schema.ts'

type Fields = Readonly<Record<string, unknown>>

/** The own fields of a fetched entity, read from its bytes. */
export function fieldsOf(entity: EntityName, { own }: Pick<FetchedEntity, 'own'>): Fields {
  return createCodec<Fields>(splitSchema(schemas[entity]).own).decode(own)
}

/** The own fields of the entity that a lookup was answered with; none where it was not. */
export function fieldsIn({ entity, answer }: Lookup): Fields {
  return answer !== undefined && 'entity' in answer ? fieldsOf(entity, answer.entity) : {}
}
