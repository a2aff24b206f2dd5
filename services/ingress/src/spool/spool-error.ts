import { BellhopError, codeOf } from '@bellhop/runtime'

/** There is no room within the bound. */
export function toSpoolFull(bytes: number, maxBytes: number): BellhopError {
  const message = `The spool is full: ${bytes} bytes wait, SPOOL_MAX_BYTES is ${maxBytes}.`
  return new BellhopError({ code: 'spool-full', message, retriable: true })
}

/** The disk, or what is mounted in its place, refuses. */
export function toSpoolFailed(path: string, cause: unknown): BellhopError {
  const reason = codeOf(cause) ?? (cause instanceof Error ? cause.message : String(cause))
  const message = `SPOOL_DIR cannot be used: ${path} (${reason}).`
  return new BellhopError({ code: 'spool-failed', message, retriable: true, cause })
}
