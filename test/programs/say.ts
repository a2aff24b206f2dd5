/** Tells how far a program is. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** What is said of something that was thrown: no stack. */
export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
