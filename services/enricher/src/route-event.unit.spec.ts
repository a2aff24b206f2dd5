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
    const route = routeEvent(thinOf({ enterprise_id: 'e3' }), home('chain'), routing, 0)

    expect(route).toEqual({ to: 'fetch', lane: 'chain', credential: south, entity: 'customer' })
  })

  it('takes the credential for the lane where there is no chain', () => {
    const event = thinOf({ enterprise_id: 'e4', discriminator: 'ServiceOrderUpdated' })

    expect(routeEvent(event, home('alone'), routing, 0)).toMatchObject({ lane: 'alone', entity: 'reservation' })
  })

  it('sends an event that stands in another partition on to its lane', () => {
    const route = routeEvent(thinOf({ enterprise_id: 'e4' }), (home('alone') + 1) % partitions, routing, 0)

    expect(route).toEqual({
      to: 'end',
      lane: 'alone',
      end: { end: 'waiting', reason: 'moved', delay: '10s', isAttempt: false },
    })
  })

  it('lets an event of an unknown enterprise wait in the lane of that enterprise', () => {
    expect(routeEvent(thinOf({ enterprise_id: 'nobody' }), home('nobody'), routing, 0)).toEqual({
      to: 'end',
      lane: 'nobody',
      end: { end: 'waiting', reason: 'unknown-enterprise', delay: '10m', isAttempt: false },
    })
  })

  it('moves an event of an enterprise that is no longer known, before it waits there', () => {
    const partition = (home('nobody') + 1) % partitions

    expect(routeEvent(thinOf({ enterprise_id: 'nobody' }), partition, routing, 0)).toMatchObject({
      lane: 'nobody',
      end: { reason: 'moved' },
    })
  })

  it('lets an event wait in its lane until the task before has stopped working for its enterprise', () => {
    const waiting = { ...routing, openings: new Map([['e4', 50_000]]) }
    const event = thinOf({ enterprise_id: 'e4' })

    expect(routeEvent(event, home('alone'), waiting, 49_999)).toEqual({
      to: 'end',
      lane: 'alone',
      end: { end: 'waiting', reason: 'handed-over', delay: '10s', isAttempt: false },
    })
    expect(routeEvent(event, home('alone'), waiting, 50_000)).toMatchObject({ to: 'fetch', credential: alone })
    expect(routeEvent(thinOf({ enterprise_id: 'e3' }), home('chain'), waiting, 0)).toMatchObject({ to: 'fetch' })
  })

  it('gives up a kind of event that the catalogue does not know, wherever it stands', () => {
    const route = routeEvent(thinOf({ discriminator: 'RoomServiceCalled', enterprise_id: 'nobody' }), 0, routing, 0)

    expect(route).toMatchObject({ to: 'end', end: { end: 'dead-lettered', reason: 'unrecognised', stage: 'route' } })
  })
})
