import type { Kind } from '../../world/kinds.ts'
import type { Parameter } from '../parameters.ts'

/** One operation of the Connector API that answers a page of entities. */
export type Operation = {
  /** The path after `/api/connector/v1/`. */
  readonly name: string
  readonly kind: Kind
  /** The response property that holds the page. */
  readonly arrayOut: string
  /** Further response properties, all of them null. */
  readonly siblings: readonly string[]
  /** The property that says in which of the token's places to look. */
  readonly scope: 'EnterpriseIds' | 'ChainIds'
  /** The property that names entities by id; null for messages, which have none. */
  readonly idsIn: string | null
  readonly parameters: Readonly<Record<string, Parameter>>
  /** Pairs of parameters that exclude each other. */
  readonly exclusive: ReadonlyArray<readonly [string, string]>
  readonly needsFilter: boolean
}
