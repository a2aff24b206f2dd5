import type { WaitingEvent } from '@bellhop/records'
import type { OperationEnds } from './guard-flood.ts'
import { delayMs } from './retry-delay.ts'

/**
 * Why an operation of a lane is halted: the status that Mews answers with, a flood of dead letters, or `before`: what
 * waits says that an owner of the task before us halted it.
 */
export type HaltCause = '400' | '403' | '404' | '410' | 'flood' | 'before'

/** An operation of a lane for which no calls are made but probes. */
export type Halt = {
  readonly lane: string
  readonly operation: string
  readonly cause: HaltCause
  /** Epoch milliseconds. */
  readonly since: number
}

/**
 * What is halted in a task, and what an operator said of it. Times are epoch milliseconds, since words and waiting
 * events carry them from owner to owner.
 */
export type Halts = {
  /** Halts an operation of a lane, or says anew why it is; the first probe is due in ten minutes. */
  readonly halt: (lane: string, operation: string, cause: HaltCause, now: number) => void
  /** Takes over a halt from the owner before us, as an event that waits for its end tells of it: a probe is due at once. */
  readonly takeOver: (lane: string, operation: string, haltedAt: number, now: number) => void
  readonly isHalted: (lane: string, operation: string) => boolean
  /** Whether nothing at all may be called: it is halted, and no probe is due. */
  readonly isClosed: (lane: string, operation: string, now: number) => boolean
  /** Notes that a probe goes out; the next is due in ten minutes, whatever comes of this one. */
  readonly probe: (lane: string, operation: string, now: number) => void
  /**
   * Notes how a turn ended the events of an operation: a flood halts it, and a halt ends where the cause is seen to be
   * gone, since some of a probe succeeded and, after a flood, none failed.
   */
  readonly ended: (ends: OperationEnds, now: number) => void
  /**
   * Goes on with another directory: what has changed in it may be what was wrong, so a probe of what is halted is due at
   * once, and with it what waits. Of lanes that it does not name nothing is halted any more.
   */
  readonly probeAnew: (lanes: ReadonlySet<string>, now: number) => void
  /** An operator ends the halts of a lane that began until `at`: of one operation, or of all where it is null. */
  readonly resume: (lane: string, operation: string | null, at: number) => void
  /**
   * An operator gives up what waits for a halted or parked operation of a lane and was received until `at`, or for an
   * enterprise that the directory does not know, whose lane is its id.
   */
  readonly drop: (lane: string, operation: string | null, at: number) => void
  /** Ends a turn that is about to be written: what it writes of an operation that was released in it is due at once. */
  readonly endTurn: (now: number) => void
  /** Epoch milliseconds of the last release, minus infinity where there was none. */
  readonly releasedAt: (lane: string, operation: string) => number
  /** Whether an operator has dropped an event. */
  readonly isDropped: (lane: string, operation: string, event: Held) => boolean
  /** Whether an event that waits need not wait any longer. */
  readonly isDue: (lane: string, operation: string, event: WaitingEvent) => boolean
  readonly all: () => readonly Halt[]
}

/** What of an event tells whether it waits for an operator. */
export type Held = { readonly receivedAt: number; readonly lastReason: string | null }

/** What an operator may give up: what waits for somebody, and not for its time. */
const mayBeDropped: ReadonlySet<string | null> = new Set(['halted', 'parked', 'unknown-enterprise'])
/** Milliseconds between probes of a halted operation. */
const probeMs = delayMs['10m']

type Standing = Halt & { probeAt: number; isProbed: boolean }

/** Creates the memory of a task in which nothing is halted. */
export function createHalts(): Halts {
  const halts = new Map<string, Standing>()
  const released = new Map<string, number>()
  const dropped = new Map<string, number>()
  const fresh = new Set<string>()
  let anewAt = -Infinity

  const latest = (times: ReadonlyMap<string, number>, lane: string, operation: string) =>
    Math.max(times.get(keyOf(lane, operation)) ?? -Infinity, times.get(keyOf(lane, null)) ?? -Infinity)
  const releasedAt = (lane: string, operation: string) => latest(released, lane, operation)
  const release = (key: string) => {
    halts.delete(key)
    fresh.add(key)
  }
  const isDropped = (lane: string, operation: string, { receivedAt, lastReason }: Held) =>
    mayBeDropped.has(lastReason) && receivedAt <= latest(dropped, lane, operation)

  const halt: Halts['halt'] = (lane, operation, cause, now) => {
    const known = halts.get(keyOf(lane, operation))
    halts.set(keyOf(lane, operation), {
      lane,
      operation,
      cause,
      since: known?.since ?? now,
      probeAt: now + probeMs,
      isProbed: false,
    })
  }

  return {
    halt,
    takeOver: (lane, operation, haltedAt, now) => {
      const key = keyOf(lane, operation)
      if (halts.has(key) || fresh.has(key) || haltedAt <= releasedAt(lane, operation)) return
      halts.set(key, { lane, operation, cause: 'before', since: haltedAt, probeAt: now, isProbed: false })
    },
    isHalted: (lane, operation) => halts.has(keyOf(lane, operation)),
    isClosed: (lane, operation, now) => (halts.get(keyOf(lane, operation))?.probeAt ?? -Infinity) > now,
    probe: (lane, operation, now) => {
      const halt = halts.get(keyOf(lane, operation))
      if (halt === undefined) return
      halt.probeAt = now + probeMs
      halt.isProbed = true
    },
    ended: ({ lane, operation, good, dead, isFlood: isNewFlood }, now) => {
      if (isNewFlood) return halt(lane, operation, 'flood', now)
      const key = keyOf(lane, operation)
      const known = halts.get(key)
      // What succeeded before it was halted tells nothing.
      if (known === undefined || !known.isProbed || good === 0) return
      const isFlood = known.cause === 'flood' || known.cause === 'before'
      if (dead === 0 || !isFlood) release(key)
    },
    probeAnew: (lanes, now) => {
      anewAt = now
      for (const [key, halt] of halts) {
        if (lanes.has(halt.lane)) halt.probeAt = Math.min(halt.probeAt, now)
        else halts.delete(key)
      }
    },
    resume: (lane, operation, at) => {
      const key = keyOf(lane, operation)
      released.set(key, Math.max(at, released.get(key) ?? at))
      for (const [known, halt] of halts) {
        if (halt.lane !== lane || halt.since > at || (operation ?? halt.operation) !== halt.operation) continue
        release(known)
      }
    },
    drop: (lane, operation, at) => {
      const key = keyOf(lane, operation)
      dropped.set(key, Math.max(at, dropped.get(key) ?? at))
    },
    endTurn: (now) => {
      for (const key of fresh) released.set(key, Math.max(now, released.get(key) ?? now))
      fresh.clear()
    },
    releasedAt,
    isDropped,
    isDue: (lane, operation, { received_at, last_reason, not_before }) => {
      if (isDropped(lane, operation, { receivedAt: received_at, lastReason: last_reason })) return true
      if (last_reason !== 'halted') return false
      const key = keyOf(lane, operation)
      const haltedAt = toHaltedAt(not_before)
      const halt = halts.get(key)
      if (halt !== undefined) return halt.probeAt <= anewAt && haltedAt <= anewAt
      return fresh.has(key) || haltedAt <= Math.max(anewAt, releasedAt(lane, operation))
    },
    all: () => [...halts.values()],
  }
}

/** Epoch milliseconds at which an event was written that waits because its operation is halted. */
export function toHaltedAt(notBefore: number): number {
  return notBefore - delayMs['10m']
}

function keyOf(lane: string, operation: string | null): string {
  return JSON.stringify([lane, operation])
}
