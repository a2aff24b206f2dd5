/** An operation of a lane that an enricher says is halted. */
export type Halted = {
  readonly lane: string
  readonly operation: string
  /** ISO 8601. */
  readonly since: string
  readonly cause: string
}

/** Finds what is halted in the reasons that an enricher gives for not being ready; other reasons are left out. Pure. */
export function toHalted(reasons: readonly string[]): Halted[] {
  return reasons.flatMap((reason) => {
    const match = /^(\S+) of lane (.+?) is halted since (\S+) \((.+?)\)/.exec(reason)
    const [operation = '', lane = '', since = '', cause = ''] = match?.slice(1) ?? []
    return match === null ? [] : [{ lane, operation, since, cause }]
  })
}
