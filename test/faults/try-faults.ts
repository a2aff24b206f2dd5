import { describe, say } from '../programs/say.ts'

/** What came of the faults that were tried; `problems` begin with the fault's name. */
export type Tried<R> = { readonly results: readonly R[]; readonly problems: readonly string[] }

/**
 * Tries one fault after the other and tells of each; one that fails does not end the others.
 *
 * @throws when `stopping` aborts
 */
export async function tryFaults<C, R extends { readonly problems: readonly string[] }>(
  faults: ReadonlyMap<string, (context: C) => Promise<R>>,
  context: C,
  stopping: AbortSignal,
): Promise<Tried<R>> {
  const results: R[] = []
  const problems: string[] = []
  for (const [name, fault] of faults) {
    try {
      const result = await fault(context)
      results.push(result)
      problems.push(...result.problems.map((problem) => `${name}: ${problem}`))
      say(`${name}: ${result.problems.length === 0 ? 'good' : result.problems.join('; ')}`)
    } catch (error) {
      stopping.throwIfAborted()
      problems.push(`${name}: ${describe(error)}`)
      say(`${name}: ${describe(error)}`)
    }
  }
  return { results, problems }
}
