import type { Halts } from './halts.ts'
import { dropped } from './judge.ts'
import { operationOf } from './operation-of.ts'
import type { PendingEvent } from './pending-event.ts'
import type { Route } from './route-event.ts'

/**
 * Ends an event that an operator gave up while it waited, whether for its operation or for its enterprise; gives the route
 * of any other.
 */
export function orDropped({ thin, trials }: PendingEvent, route: Route, halts: Pick<Halts, 'isDropped'>): Route {
  const operation = operationOf(thin.discriminator)
  const isUnknown = route.to === 'end' && route.end.end === 'waiting' && route.end.reason === 'unknown-enterprise'
  if (operation === undefined || !(isUnknown || route.to === 'fetch')) return route
  const held = { receivedAt: thin.received_at, lastReason: trials.lastReason }
  return halts.isDropped(route.lane, operation, held) ? { to: 'end', lane: route.lane, end: dropped } : route
}
