/**
 * The exit code of a run: with an end of its own, 0 only if every promise was shown to hold; without one, to be
 * interrupted is its right end. Pure.
 *
 * @param held - undefined when the run was stopped before it could be told
 */
export function toExitCode(held: boolean | undefined, forMs: number | undefined): 0 | 1 {
  return (held ?? forMs === undefined) ? 0 : 1
}
