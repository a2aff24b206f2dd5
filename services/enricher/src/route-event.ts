import { partitionOf } from '@bellhop/kafka'
import { type Credential, type Lanes, laneOf } from '@bellhop/mews'
import { type EntityName, entityOf, type ThinEvent } from '@bellhop/records'
import type { End } from './end.ts'

/** What the directory says, in the form that routing asks for it. */
export type Routing = {
  readonly lanes: Lanes
  readonly credentials: ReadonlyMap<string, Credential>
  /** Monotonic milliseconds before which no call is made for an enterprise; one that is not named does not wait. */
  readonly openings: ReadonlyMap<string, number>
  /** Partitions of every event and retry topic. */
  readonly partitions: number
}

/** Where an event goes: to be fetched with a credential, or to its end. */
export type Route =
  | { readonly to: 'fetch'; readonly lane: string; readonly credential: Credential; readonly entity: EntityName }
  | { readonly to: 'end'; readonly lane: string; readonly end: End }

/**
 * Decides where an event goes that was found in the given partition.
 *
 * An event whose lane is elsewhere (the directory changed) is sent on to it; one of an unknown enterprise waits until
 * the directory names it, and one of an enterprise that comes from another task until that has surely stopped.
 *
 * @param now - monotonic milliseconds
 */
export function routeEvent(event: ThinEvent, partition: number, routing: Routing, now: number): Route {
  const { lanes, credentials, openings, partitions } = routing
  const { discriminator, enterprise_id } = event
  const lane = laneOf(lanes, enterprise_id)
  const entity = entityOf(discriminator)
  if (entity === undefined) {
    const detail = 'the catalogue does not know the discriminator'
    const end: End = { end: 'dead-lettered', reason: 'unrecognised', class: 'ours', stage: 'route', detail }
    return { to: 'end', lane, end }
  }
  if (partitionOf(lane, partitions) !== partition) {
    return { to: 'end', lane, end: { end: 'waiting', reason: 'moved', delay: '10s', isAttempt: false } }
  }
  const credential = credentials.get(enterprise_id)
  if (credential === undefined) {
    const end: End = { end: 'waiting', reason: 'unknown-enterprise', delay: '10m', isAttempt: false }
    return { to: 'end', lane, end }
  }
  if (now < (openings.get(enterprise_id) ?? 0)) {
    return { to: 'end', lane, end: { end: 'waiting', reason: 'handed-over', delay: '10s', isAttempt: false } }
  }
  return { to: 'fetch', lane, credential, entity }
}
