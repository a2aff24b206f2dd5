import type { Credential } from '@bellhop/mews'

/** Since when each operation of a token has failed, with no good answer in between. */
export type Outages = {
  /**
   * Notes a failure.
   *
   * @param now - monotonic milliseconds
   * @returns milliseconds since the first failure in this row, 0 for the first
   */
  readonly failed: (credential: Credential, operation: string, now: number) => number
  /** Notes a good answer. */
  readonly ended: (credential: Credential, operation: string) => void
  /** Whether there was a good answer, and no failure since. */
  readonly isWell: (credential: Credential, operation: string) => boolean
}

/** Creates the memory of a task that has seen no failure. */
export function createOutages(): Outages {
  const failingSince = new Map<string, number>()
  const well = new Set<string>()
  return {
    failed: (credential, operation, now) => {
      const key = `${credential.name} ${operation}`
      const since = failingSince.get(key) ?? now
      failingSince.set(key, since)
      well.delete(key)
      return now - since
    },
    ended: (credential, operation) => {
      const key = `${credential.name} ${operation}`
      failingSince.delete(key)
      well.add(key)
    },
    isWell: (credential, operation) => well.has(`${credential.name} ${operation}`),
  }
}
