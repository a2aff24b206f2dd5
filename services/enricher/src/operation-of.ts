import { entities, entityOf } from '@bellhop/records'

/** The operation that fetches what a kind of event names; undefined where the catalogue does not know the kind. */
export function operationOf(discriminator: string): string | undefined {
  const entity = entityOf(discriminator)
  return entity && entities[entity].operation
}
