/** What a comparison came to, as sentences. */
export type Findings = { readonly problems: readonly string[]; readonly incomparable: readonly string[] }

/** How many are left, how many the sums say, and what may make the difference. */
export type Counted = {
  readonly left: number
  readonly said: number
  readonly mayBeGone: boolean
  readonly mayBeMore: boolean
}

/**
 * Compares how many are left with how many the sums say there were: where some may be gone fewer are no problem, and where
 * some were written since then more are none. Pure.
 *
 * @param problem - what is said where it is one
 * @param gone - what is said where it cannot be told any more
 */
export function compareCount({ left, said, mayBeGone, mayBeMore }: Counted, problem: string, gone: string): Findings {
  if (left === said || (mayBeMore && left > said)) return { problems: [], incomparable: [] }
  if (mayBeGone && left < said) return { problems: [], incomparable: [gone] }
  return { problems: [problem], incomparable: [] }
}
