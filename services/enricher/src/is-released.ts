import { laneOf } from '@bellhop/mews'
import type { WaitingEvent } from '@bellhop/records'
import type { LaneTools } from './lane-tools.ts'
import { operationOf } from './operation-of.ts'
import type { Routing } from './route-event.ts'
import { isContagious } from './suspects.ts'

/**
 * Tells whether what an event waits for has come, so that it is due before its time: its enterprise stands in the
 * directory now; its token may use the operation, because it was replaced or the permission was given; its operation is
 * no longer halted, or is to be probed at once; the API's host answers, and did not when its call failed; or an operator
 * has dropped it.
 *
 * @param writtenAt - since when it waits, in epoch milliseconds
 */
export function isReleased(
  event: WaitingEvent,
  { lanes, credentials }: Routing,
  { tokens, halts, breaker }: Pick<LaneTools, 'tokens' | 'halts' | 'breaker'>,
  writtenAt: number,
): boolean {
  const { last_reason, enterprise_id, discriminator, received_at } = event
  if (last_reason === 'breaker') return breaker.openMs() === 0
  if (isContagious(last_reason) && breaker.openMs() === 0 && writtenAt < breaker.closedAt()) return true
  const credential = credentials.get(enterprise_id)
  const operation = operationOf(discriminator)
  if (operation === undefined) return false
  const lane = laneOf(lanes, enterprise_id)
  if (credential === undefined) {
    return halts.isDropped(lane, operation, { receivedAt: received_at, lastReason: last_reason })
  }
  if (last_reason === 'unknown-enterprise') return true
  if (last_reason === 'parked' && tokens.parkedUntil(credential, operation) === undefined) return true
  return halts.isDue(lane, operation, event)
}
