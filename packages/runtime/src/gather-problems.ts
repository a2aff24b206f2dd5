import { ConfigError, describeError } from './errors.ts'

/**
 * Reads the environment and, only where it has problems, also the file that it names, so that one start tells all.
 *
 * `path` is the file's variable as it was given; where it is absent or empty the file is not read. `readFile` is waited
 * for and what it gives is thrown away: a right environment leaves the reading of the file to whoever needs it.
 *
 * @throws ConfigError with the problems of the environment, and with what `readFile` said as the last one.
 */
export async function gatherProblems<C>(
  readEnvironment: () => C,
  path: string | undefined,
  readFile: (path: string) => Promise<unknown>,
): Promise<C> {
  try {
    return readEnvironment()
  } catch (error) {
    const file = path?.trim()
    if (!(error instanceof ConfigError) || !file) throw error
    const problem = await readFile(file).then(() => undefined, describeError)
    throw problem === undefined ? error : new ConfigError([...error.problems, problem])
  }
}
