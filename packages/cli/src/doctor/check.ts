/** What was looked at, and what came of it. */
export type Check = {
  /** Whether it is as it should be; undefined where that could not be told. */
  readonly isFine: boolean | undefined
  /** What was looked at: brokers, topics, permissions, registry, directory, tokens, clocks, ingress, enricher, spool. */
  readonly part: string
  /** What was seen. */
  readonly text: string
  /** What to do; empty where there is nothing to do. */
  readonly remedy: string
}

/** It is as it should be. */
export function fine(part: string, text: string): Check {
  return { isFine: true, part, text, remedy: '' }
}

/** It is not, with what to do. */
export function wrong(part: string, text: string, remedy: string): Check {
  return { isFine: false, part, text, remedy }
}

/** It could not be told; with why, and what would help. */
export function untold(part: string, text: string, remedy = ''): Check {
  return { isFine: undefined, part, text, remedy }
}
