/** A directory file that cannot be used: every problem found, each saying where in the file it is. */
export class DirectoryError extends Error {
  readonly code = 'directory.invalid'
  readonly retriable = false
  readonly problems: readonly string[]

  constructor(file: string, problems: readonly string[]) {
    super(`The directory ${file} cannot be used: ${problems.join('; ')}`)
    this.name = 'DirectoryError'
    this.problems = problems
  }
}
