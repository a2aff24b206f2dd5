import { partitionOf } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { credentialOf, routingOf } from './fakes/credentials.ts'
import { thinOf } from './fakes/events.ts'
import { routeEvent } from './route-event.ts'

const partitions = 12
const north = credentialOf('north', { chain: 'chain', enterpriseIds: ['e1', 'e2'] })
const south = credentialOf('south', { chain: 'chain', enterpriseIds: ['e3'] })
const alone = credentialOf('alone', { enterpriseIds: ['e4'] })
const routing = routingOf([north, south, alone], partitions)
const home = (lane: string) => partitionOf(lane, partitions)

describe('routeEvent', () => {
  it('has an event fetched with the credential of its enterprise, in the lane of its chain', () => {
    const route = routeEvent(thinOf({ enterprise_id: 'e3' }), home('chain'), routing)

    expect(route).toEqual({ to: 'fetch', lane: 'chain', credential: south, entity: 'customer' })
  })

  it('takes the credential for the lane where there is no chain', () => {
    const event = thinOf({ enterprise_id: 'e4', discriminator: 'ServiceOrderUpdated' })

    expect(routeEvent(event, home('alone'), routing)).toMatchObject({ lane: 'alone', entity: 'reservation' })
  })

  it('sends an event that stands in another partition on to its lane', () => {
    const route = routeEvent(thinOf({ enterprise_id: 'e4' }), (home('alone') + 1) % partitions, routing)

    expect(route).toEqual({
      to: 'end',
      lane: 'alone',
      end: { end: 'waiting', reason: 'moved', delay: '10s', isAttempt: false },
    })
  })

  it('lets an event of an unknown enterprise wait in the lane of that enterprise', () => {
    expect(routeEvent(thinOf({ enterprise_id: 'nobody' }), home('nobody'), routing)).toEqual({
      to: 'end',
      lane: 'nobody',
      end: { end: 'waiting', reason: 'unknown-enterprise', delay: '10m', isAttempt: false },
    })
  })

  it('moves an event of an enterprise that is no longer known, before it waits there', () => {
    const partition = (home('nobody') + 1) % partitions

    expect(routeEvent(thinOf({ enterprise_id: 'nobody' }), partition, routing)).toMatchObject({
      lane: 'nobody',
      end: { reason: 'moved' },
    })
  })

  it('gives up a kind of event that the catalogue does not know, wherever it stands', () => {
    const route = routeEvent(thinOf({ discriminator: 'RoomServiceCalled', enterprise_id: 'nobody' }), 0, routing)

    expect(route).toMatchObject({ to: 'end', end: { end: 'dead-lettered', reason: 'unrecognised', stage: 'route' } })
  })
})
