/** What has happened so far: plain numbers, a copy. */
export type Stats = {
  readonly webhooks: {
    /** Webhooks, however often each was tried. */
    readonly posted: number
    readonly attempts: number
    readonly accepted: number
    /** Attempts after the first of their webhook. */
    readonly retried: number
    readonly discarded: number
    /** Webhooks under way or waiting for their next attempt. */
    readonly open: number
  }
  /** Events by discriminator; one sent twice in two webhooks counts twice, one re-sent in a retry once. */
  readonly events: {
    readonly posted: Readonly<Record<string, number>>
    readonly accepted: Readonly<Record<string, number>>
    readonly discarded: Readonly<Record<string, number>>
  }
  readonly calls: {
    readonly total: number
    readonly byOperation: Readonly<Record<string, number>>
    /** By status, and `hung` and `reset` for calls without one. */
    readonly byStatus: Readonly<Record<string, number>>
    /** By the credential's name. */
    readonly byToken: Readonly<Record<string, number>>
  }
  readonly entitiesServed: number
  readonly idsAsked: number
  /** The most requests of a token that any rolling window held, by the credential's name. */
  readonly largestWindow: Readonly<Record<string, number>>
}

/** Counts of one thing, by a word. */
export type Counts = Map<string, number>

/** Adds to a count. */
export function count(counts: Counts, word: string, by = 1): void {
  counts.set(word, (counts.get(word) ?? 0) + by)
}

/** What the parts count while they work. */
export type Tally = {
  posted: number
  attempts: number
  accepted: number
  retried: number
  discarded: number
  calls: number
  entitiesServed: number
  idsAsked: number
  readonly events: { readonly posted: Counts; readonly accepted: Counts; readonly discarded: Counts }
  /** How often an event was accepted, by `<discriminator> <id>`. */
  readonly acceptedEvents: Counts
  readonly byOperation: Counts
  readonly byStatus: Counts
  readonly byToken: Counts
}

/** A tally at zero. */
export function createTally(): Tally {
  return {
    posted: 0,
    attempts: 0,
    accepted: 0,
    retried: 0,
    discarded: 0,
    calls: 0,
    entitiesServed: 0,
    idsAsked: 0,
    events: { posted: new Map(), accepted: new Map(), discarded: new Map() },
    acceptedEvents: new Map(),
    byOperation: new Map(),
    byStatus: new Map(),
    byToken: new Map(),
  }
}

/** The tally as plain numbers. */
export function toStats(tally: Tally, openWebhooks: number, largestWindow: Readonly<Record<string, number>>): Stats {
  const { posted, attempts, accepted, retried, discarded, calls, entitiesServed, idsAsked, events } = tally
  return {
    webhooks: { posted, attempts, accepted, retried, discarded, open: openWebhooks },
    events: {
      posted: Object.fromEntries(events.posted),
      accepted: Object.fromEntries(events.accepted),
      discarded: Object.fromEntries(events.discarded),
    },
    calls: {
      total: calls,
      byOperation: Object.fromEntries(tally.byOperation),
      byStatus: Object.fromEntries(tally.byStatus),
      byToken: Object.fromEntries(tally.byToken),
    },
    entitiesServed,
    idsAsked,
    largestWindow,
  }
}
