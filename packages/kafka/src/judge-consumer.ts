/** What one look at a consumer and at its brokers has shown. Times are milliseconds of a monotonic clock. */
export type Look = {
  readonly at: number
  /** When the consumer last came back from a fetch, and when a heartbeat of its was last acknowledged; a join is both. */
  readonly fetchedAt: number
  readonly heartbeatAt: number
  /**
   * By partition, how far the consumer has come and where the log ends, of those that are not held back on purpose;
   * undefined while the brokers do not answer us.
   */
  readonly partitions: ReadonlyMap<string, { readonly reached: number; readonly end: number }> | undefined
}

/** What is remembered from look to look. */
export type Watch = {
  readonly lookedAt: number
  /** Since when the brokers have answered at every look; undefined while they do not. */
  readonly answeredSince: number | undefined
  /** By partition that is behind: since when it has come no further, and where its log ended then. */
  readonly behind: ReadonlyMap<string, { readonly since: number; readonly reached: number; readonly end: number }>
}

/** Before the first look. */
export const unwatched: Watch = { lookedAt: Number.NEGATIVE_INFINITY, answeredSince: undefined, behind: new Map() }

/**
 * Judges whether a consumer has gone quiet for good: for `stuckMs` in which the brokers answered others all the time, it has
 * not fetched, or no heartbeat was acknowledged, or a log has grown of which it was brought nothing.
 *
 * Brokers that are away are waited for. A look that comes late was held up with the whole process, which may have been
 * frozen: the time before it does not count.
 *
 * @param lookMs - between looks, as they are planned
 * @returns what to remember, and what is wrong; undefined where nothing is
 */
export function judgeConsumer(
  before: Watch,
  look: Look,
  { lookMs, stuckMs }: { readonly lookMs: number; readonly stuckMs: number },
): { readonly watch: Watch; readonly wrong: string | undefined } {
  const { at, partitions } = look
  const isLate = at - before.lookedAt > 3 * lookMs
  if (partitions === undefined) return { watch: { ...unwatched, lookedAt: at }, wrong: undefined }
  const answeredSince = isLate ? at : (before.answeredSince ?? at)
  const behind = new Map<string, { since: number; reached: number; end: number }>()
  for (const [name, { reached, end }] of partitions) {
    const earlier = before.behind.get(name)
    if (end > reached) behind.set(name, !isLate && earlier?.reached === reached ? earlier : { since: at, reached, end })
  }
  const isTooLong = (since: number) => at - Math.max(since, answeredSince) >= stuckMs
  const seconds = Math.round(stuckMs / 1_000)
  let wrong: string | undefined
  if (isTooLong(look.fetchedAt)) wrong = `has not fetched for ${seconds} s`
  if (isTooLong(look.heartbeatAt)) wrong = `has had no heartbeat acknowledged for ${seconds} s`
  for (const [name, { since, end }] of behind) {
    const hasGrown = (partitions.get(name)?.end ?? 0) > end
    if (hasGrown && isTooLong(since)) wrong = `has been brought nothing of ${name} for ${seconds} s, though it grows`
  }
  return { watch: { lookedAt: at, answeredSince, behind }, wrong }
}
