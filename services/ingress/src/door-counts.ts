import type { Metrics } from '@bellhop/runtime'
import { createTally } from './tally.ts'

/** Counts what happens at the door. */
export type DoorCounts = {
  readonly begun: () => void
  readonly answered: (outcome: string, status: number, seconds: number) => void
  readonly read: (bytes: number) => void
  /** Which token a webhook came with, by position; never by value. */
  readonly token: (position: number) => void
}

/** Makes the counts of what happens for every webhook; metrics get them when they are read. */
export function createDoorCounts(metrics: Metrics<'ingress'>): DoorCounts {
  const outcomes = createTally<string>(metrics.webhooks, (key, count) => {
    const [outcome = '', status = ''] = key.split(' ')
    metrics.webhooks.inc({ outcome, status }, count)
  })
  const token = createTally<number>(metrics.tokenUses, (position, count) => {
    metrics.tokenUses.inc({ position: String(position) }, count)
  })
  const seconds = new Map<number, (value: number) => void>()
  let inFlight = 0
  let bytes = 0
  Object.assign(metrics.requestsInFlight, { collect: () => metrics.requestsInFlight.set(inFlight) })
  Object.assign(metrics.requestBytes, {
    collect: () => {
      metrics.requestBytes.inc(bytes)
      bytes = 0
    },
  })
  return {
    begun: () => {
      inFlight += 1
    },
    answered: (outcome, status, took) => {
      inFlight -= 1
      outcomes(`${outcome} ${status}`)
      const observe = seconds.get(status) ?? metrics.requestSeconds.of(String(status))
      seconds.set(status, observe)
      observe(took)
    },
    read: (count) => {
      bytes += count
    },
    token,
  }
}
