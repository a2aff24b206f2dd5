import type { PendingEvent } from './pending-event.ts'
import { threadOf } from './thread-of.ts'

/** The interval in which messages and threads are looked for; epoch milliseconds, the end not included. */
export type Window = { readonly from: number; readonly until: number }

/** How far before the oldest receipt a message may have been written: Mews's webhooks lag by minutes. */
const lookBackMs = 3_600_000
/** Mews allows a month for messages; a day is kept for months of 28 days and clocks. */
const maxWindowMs = 27 * 24 * 3_600_000
/** How far the clocks of two houses may differ, and how late a thread may show among the updated ones. */
const marginMs = 60_000

/**
 * Computes where to look for the messages of some events: from an hour before the oldest receipt until now, 27 days at
 * most.
 *
 * @param now - epoch milliseconds
 */
export function toWindow(events: readonly PendingEvent[], now: number): Window {
  const oldest = events.reduce((least, { thin }) => Math.min(least, thin.received_at), now)
  return { from: Math.max(oldest - lookBackMs, now - maxWindowMs), until: now + marginMs }
}

/** Writes a window as Mews's filters want it. */
export function toInterval({ from, until }: Window) {
  return { StartUtc: new Date(from).toISOString(), EndUtc: new Date(until).toISOString() }
}

/** The threads that events name, each once. */
export function toNamedThreads(events: readonly PendingEvent[]): Set<string> {
  return new Set(events.map(({ thin }) => threadOf(thin.value)).filter((thread) => thread !== undefined))
}

/**
 * Tells whether updated threads have to be listed: not when every event names its thread, nor when a listing began well
 * after the last event that does not was received. So a token that is too slow for two calls in a turn still gets on.
 *
 * @param isListed - whether threads updated since a time were listed by a call that began at a time
 */
export function needsListing(
  events: readonly PendingEvent[],
  isListed: (from: number, at: number) => boolean,
  { from }: Window,
): boolean {
  const unnamed = events.filter(({ thin }) => threadOf(thin.value) === undefined)
  if (unnamed.length === 0) return false
  // One that was not found in the threads known so far is to be looked for in others.
  if (unnamed.some(({ trials }) => trials.lastReason === 'absent')) return true
  const newest = unnamed.reduce((most, { thin }) => Math.max(most, thin.received_at), 0)
  return !isListed(from, newest + marginMs)
}
