import { userInfo } from 'node:os'

/**
 * Says who asks, for the audit: who was named, else the user of this machine.
 *
 * A user that the machine knows only by its number, as in a container, is `uid 1001`.
 *
 * @param lookUp - for tests
 */
export function whoAsks(by: string | undefined, lookUp: () => { readonly username: string } = userInfo): string {
  if (by !== undefined) return by
  try {
    return lookUp().username
  } catch (error) {
    // Node says so of a uid that stands in no passwd file.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR')) throw error
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
