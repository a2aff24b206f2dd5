import { entities, type RecordSchema, schemas, topicNames } from '@bellhop/records'

/** A table of the warehouse: which topics fill it, and what a row of it is. */
export type WarehouseTable = {
  /** In lower_snake_case, without its database schema. */
  readonly name: string
  /** The topics whose records become its rows; keyed by `id`, the table's key. */
  readonly topics: readonly string[]
  readonly schema: RecordSchema
}

/** The tables under a topic prefix: one per entity of the catalogue, and one for all dead letters. */
export function warehouseTables(prefix: string): WarehouseTable[] {
  const topics = topicNames(prefix)
  return [
    ...Object.values(entities).map(({ entity }) => ({
      name: entity.replaceAll('-', '_'),
      topics: [topics.entity(entity)],
      schema: schemas[entity],
    })),
    {
      name: 'dead_letter',
      topics: [topics.deadLetterWebhooks, topics.deadLetterEvents],
      schema: schemas['dead-letter'],
    },
  ]
}
