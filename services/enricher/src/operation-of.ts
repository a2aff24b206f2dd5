import { catalogue, entities } from '@bellhop/records'

const operations = new Map<string, string>(
  catalogue.map(({ discriminator, entity }) => [discriminator, entities[entity].operation]),
)

/** The operation that fetches what a kind of event names; undefined where the catalogue does not know the kind. */
export function operationOf(discriminator: string): string | undefined {
  return operations.get(discriminator)
}
