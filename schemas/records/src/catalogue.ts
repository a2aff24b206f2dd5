/** The six entities, each with its own topic. */
export type EntityName = 'reservation' | 'resource' | 'message' | 'resource-block' | 'customer' | 'payment'

/** One kind of event: the event topic it goes to, and the entity it names. */
export type CatalogueRow = { readonly discriminator: string; readonly entity: EntityName; readonly topic: string }

/** How the entities of one kind are asked of Mews: one `POST /api/connector/v1/<operation>`. */
export type EntityRow = {
  readonly entity: EntityName
  /** Path after `/api/connector/v1/`; case matters, no trailing slash. */
  readonly operation: string
  /** Request field that takes the ids, 1 to 1000 of them. Messages take ids of threads, not of messages. */
  readonly idsIn: string
  /** Response field that holds the entities; Mews may send null for an empty list. */
  readonly arrayOut: string
  /** What the request body needs besides tokens, ids, scope and `Limitation`. */
  readonly request: Readonly<Record<string, unknown>>
  /** Request field that narrows a portfolio token to some enterprises or chains. */
  readonly scope: 'EnterpriseIds' | 'ChainIds'
}

/**
 * Every kind of event we know: the only place that knows discriminators.
 *
 * `topic` is the last part of the topic's name. A discriminator is an open list at Mews: what is not here is unrecognised.
 */
export const catalogue = [
  { discriminator: 'ServiceOrderUpdated', entity: 'reservation', topic: 'service-order-updated' },
  { discriminator: 'ResourceUpdated', entity: 'resource', topic: 'resource-updated' },
  { discriminator: 'MessageAdded', entity: 'message', topic: 'message-added' },
  { discriminator: 'ResourceBlockUpdated', entity: 'resource-block', topic: 'resource-block-updated' },
  { discriminator: 'CustomerAdded', entity: 'customer', topic: 'customer-added' },
  { discriminator: 'CustomerUpdated', entity: 'customer', topic: 'customer-updated' },
  { discriminator: 'PaymentUpdated', entity: 'payment', topic: 'payment-updated' },
] as const satisfies readonly CatalogueRow[]

/** A discriminator we know. */
export type Discriminator = (typeof catalogue)[number]['discriminator']

const entityByDiscriminator = new Map<string, EntityName>(
  catalogue.map(({ discriminator, entity }) => [discriminator, entity]),
)

/** The entity that a kind of event names; undefined where the catalogue does not know the kind. Case matters. */
export function entityOf(discriminator: string): EntityName | undefined {
  return entityByDiscriminator.get(discriminator)
}

/** How each entity is fetched. Operations, filters and extents: Mews Connector API reference, "Operations". */
export const entities: Readonly<Record<EntityName, EntityRow>> = {
  reservation: {
    entity: 'reservation',
    operation: 'reservations/getAll/2023-06-06',
    idsIn: 'ReservationIds',
    arrayOut: 'Reservations',
    // Which states come back without this filter is not documented.
    request: { States: ['Inquired', 'Confirmed', 'Started', 'Processed', 'Canceled', 'Optional', 'Requested'] },
    scope: 'EnterpriseIds',
  },
  resource: {
    entity: 'resource',
    operation: 'resources/getAll',
    idsIn: 'ResourceIds',
    arrayOut: 'Resources',
    // Extent is required; without Inactive a deleted resource is hidden.
    request: { Extent: { Resources: true, Inactive: true } },
    scope: 'EnterpriseIds',
  },
  message: {
    entity: 'message',
    operation: 'messages/getAll',
    idsIn: 'MessageThreadIds',
    arrayOut: 'Messages',
    request: {},
    scope: 'EnterpriseIds',
  },
  'resource-block': {
    entity: 'resource-block',
    operation: 'resourceBlocks/getAll',
    idsIn: 'ResourceBlockIds',
    arrayOut: 'ResourceBlocks',
    // The default is Active alone: a deleted block would look absent.
    request: { ActivityStates: ['Active', 'Deleted'] },
    scope: 'EnterpriseIds',
  },
  customer: {
    entity: 'customer',
    operation: 'customers/getAll',
    idsIn: 'CustomerIds',
    arrayOut: 'Customers',
    // Extent is required, and one extent per call is the rule; the embedded Address belongs to the customer itself.
    // The default of ActivityStates is not documented.
    request: { Extent: { Customers: true }, ActivityStates: ['Active', 'Deleted'] },
    scope: 'ChainIds',
  },
  payment: {
    entity: 'payment',
    operation: 'payments/getAll',
    idsIn: 'PaymentIds',
    arrayOut: 'Payments',
    // No Currency: it would convert the amounts.
    request: {},
    scope: 'EnterpriseIds',
  },
}
