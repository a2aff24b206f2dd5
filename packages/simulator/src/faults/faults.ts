import type { Json } from '../world/json.ts'
import type { EntityName } from '../world/kinds.ts'

/** One field of one entity that the API shows with another value than it has. */
export type BrokenField = {
  readonly entity: EntityName
  readonly id: string
  /** Dotted: `Options.OwnerCheckedIn`. What is missing on the way is made. */
  readonly path: string
  /** Undefined takes the field away. */
  readonly value: Json | undefined
}

/** An access token, by its credential's name, that is refused with 401: for one operation, or for all. */
export type Denial = { readonly token: string; readonly operation?: string }

/**
 * What goes wrong on purpose. Rates are probabilities from 0 to 1, drawn for each call that reaches the token check.
 *
 * `forOperation` and `forToken` bound what is drawn for a call (from `latencyMs` to `tooManyIds`), not the rest.
 */
export type Faults = {
  /** Part of an operation's name, such as `customers/`; null for all. */
  readonly forOperation: string | null
  /** A credential's name; null for all. */
  readonly forToken: string | null

  /** Every answer waits so long, in milliseconds, */
  readonly latencyMs: number
  /** and up to so much longer. */
  readonly jitterMs: number
  /** Status codes answered instead of the page, with their rates: `{ 500: 0.1, 429: 0.05 }`. */
  readonly statusRates: Readonly<Record<number, number>>
  /** The socket is destroyed before an answer. */
  readonly resetRate: number
  /** Nothing is ever answered. */
  readonly hangRate: number
  /** The socket is destroyed after half of the body. */
  readonly truncateRate: number
  /** An edge proxy answers with HTML, */
  readonly notJsonRate: number
  /** under this status. */
  readonly notJsonStatus: number
  /** The body comes in ten pieces, */
  readonly slowBodyRate: number
  /** over so many milliseconds. */
  readonly slowBodyMs: number
  /** A replica answers: what changed within `lagMs` is seen as it was before, or not at all. */
  readonly staleReads: { readonly rate: number; readonly lagMs: number } | null
  /** More ids than that are answered with 408 or 413. */
  readonly tooManyIds: { readonly above: number; readonly status: 408 | 413 } | null

  /** How a 429 tells when to come back, the true ones too. */
  readonly retryAfter: 'seconds' | 'date' | 'absent'
  /** Whether the last page bears null or, as Mews says of customers, the id of its last item. */
  readonly cursorAtEnd: 'null' | 'last'
  /** Fields that no document names, on the envelope, at the top of each entity and inside one of its objects. */
  readonly unknownFields: boolean
  /** Values that no document names, in one or two enums of each entity. */
  readonly newEnumValues: boolean
  /** Entities that exist and are not shown. */
  readonly missingIds: ReadonlySet<string>
  /** Ids for which the whole call is refused, with the status it is refused with. */
  readonly refusedIds: ReadonlyMap<string, 400 | 403>
  /** An id that nothing visible bears is answered with 400 instead of silence; Mews says neither. */
  readonly refuseUnknownIds: boolean
  readonly brokenFields: readonly BrokenField[]
  readonly denials: readonly Denial[]
}

/** A Mews in which nothing goes wrong. */
export const noFaults: Faults = {
  forOperation: null,
  forToken: null,
  latencyMs: 0,
  jitterMs: 0,
  statusRates: {},
  resetRate: 0,
  hangRate: 0,
  truncateRate: 0,
  notJsonRate: 0,
  notJsonStatus: 200,
  slowBodyRate: 0,
  slowBodyMs: 2_000,
  staleReads: null,
  tooManyIds: null,
  retryAfter: 'seconds',
  cursorAtEnd: 'null',
  unknownFields: false,
  newEnumValues: false,
  missingIds: new Set(),
  refusedIds: new Map(),
  refuseUnknownIds: false,
  brokenFields: [],
  denials: [],
}
