import type { Opened } from '@bellhop/runtime'

/** A part that becomes available while the service already runs. */
export type Late<T> = {
  /** The part, or undefined while it is not open yet. */
  readonly current: () => T | undefined
  /** Settles as the opening did. */
  readonly opened: Promise<T>
}

/**
 * Keeps a part that is being opened. To close it before it is open does not wait: it is closed as soon as it is.
 */
export function keepLate<T>(opening: Promise<Opened<T>>): Opened<Late<T>> {
  let part: Opened<T> | undefined
  let isClosed = false
  const opened = opening.then(async (late) => {
    part = late
    if (isClosed) await late.close()
    return late.value
  })
  // Whoever awaits `opened` is told; a service that is stopped first has nobody who does.
  opened.catch(() => undefined)
  return {
    value: { current: () => part?.value, opened },
    close: async () => {
      isClosed = true
      await part?.close()
    },
  }
}
