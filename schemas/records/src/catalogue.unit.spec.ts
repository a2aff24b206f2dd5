import { describe, expect, it } from 'vitest'
import { catalogue, entities, entityOf } from './catalogue.ts'
import { schemas } from './generated/index.ts'

describe('catalogue', () => {
  it('knows the seven kinds of event, each with the entity it names', () => {
    const rows = catalogue.map(({ discriminator, entity }) => [discriminator, entity])

    expect(rows).toEqual([
      ['ServiceOrderUpdated', 'reservation'],
      ['ResourceUpdated', 'resource'],
      ['MessageAdded', 'message'],
      ['ResourceBlockUpdated', 'resource-block'],
      ['CustomerAdded', 'customer'],
      ['CustomerUpdated', 'customer'],
      ['PaymentUpdated', 'payment'],
    ])
  })

  it('names each topic by its discriminator in kebab case', () => {
    const kebab = catalogue.map(({ discriminator }) => discriminator.replace(/(?<=.)([A-Z])/g, '-$1').toLowerCase())

    expect(catalogue.map(({ topic }) => topic)).toEqual(kebab)
  })
})

describe('entityOf', () => {
  it('is the entity of a kind of event, and nothing for a kind that is not in the catalogue', () => {
    expect(catalogue.map(({ discriminator }) => entityOf(discriminator))).toEqual(catalogue.map(({ entity }) => entity))
    expect(entityOf('serviceorderupdated')).toBeUndefined()
    expect(entityOf('constructor')).toBeUndefined()
  })
})

describe('entities', () => {
  it.each([
    ['reservation', 'reservations/getAll/2023-06-06', 'ReservationIds', 'Reservations', 'EnterpriseIds'],
    ['resource', 'resources/getAll', 'ResourceIds', 'Resources', 'EnterpriseIds'],
    ['message', 'messages/getAll', 'MessageThreadIds', 'Messages', 'EnterpriseIds'],
    ['resource-block', 'resourceBlocks/getAll', 'ResourceBlockIds', 'ResourceBlocks', 'EnterpriseIds'],
    ['customer', 'customers/getAll', 'CustomerIds', 'Customers', 'ChainIds'],
    ['payment', 'payments/getAll', 'PaymentIds', 'Payments', 'EnterpriseIds'],
  ] as const)('fetches a %s by %s', (entity, operation, idsIn, arrayOut, scope) => {
    expect(entities[entity]).toMatchObject({ entity, operation, idsIn, arrayOut, scope })
  })

  it('asks for deleted entities wherever Mews would hide them', () => {
    expect(entities.resource.request).toEqual({ Extent: { Resources: true, Inactive: true } })
    expect(entities['resource-block'].request['ActivityStates']).toEqual(['Active', 'Deleted'])
    expect(entities.customer.request['ActivityStates']).toEqual(['Active', 'Deleted'])
    expect(entities.reservation.request['States']).toContain('Canceled')
  })

  it('asks for reservations in each state that the record lists', () => {
    const doc = schemas.reservation.fields.find(({ name }) => name === 'state')?.doc
    const states = /Open list: ([^.]+)\./.exec(doc ?? '')?.[1]?.split(', ')

    expect(entities.reservation.request['States']).toEqual(states)
  })

  it('asks for the addresses that fill the address fields of a customer', () => {
    expect(entities.customer.request['Extent']).toEqual({ Customers: true })
  })

  it('sends nothing that would convert the amounts of a payment', () => {
    expect(entities.payment.request).toEqual({})
  })
})
