import type { Logger, Opened } from '@bellhop/runtime'

/** What {@link openReread} needs. */
export type RereadOptions<T> = {
  /** As the log names it: 'the directory'. */
  readonly what: string
  readonly read: () => Promise<T>
  /** Milliseconds between two readings. The first comes after a part of it chosen by chance, so that processes differ. */
  readonly intervalMs: number
  readonly log: Pick<Logger, 'error'>
}

/**
 * Opens something that an operator may change while we run, and reads it again and again. What cannot be read later is
 * logged, and stays as it was.
 *
 * @returns the function that gives what was read last
 * @throws what `read` throws the first time.
 */
export async function openReread<T>({ what, read, intervalMs, log }: RereadOptions<T>): Promise<Opened<() => T>> {
  let current = await read()
  let timer = setTimeout(() => void again(), intervalMs * Math.random())
  let isClosed = false

  async function again(): Promise<void> {
    try {
      current = await read()
    } catch (error) {
      log.error({ err: error }, `${what} cannot be read: its last good state stays`)
    }
    if (!isClosed) timer = setTimeout(() => void again(), intervalMs)
  }

  return {
    value: () => current,
    close: async () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
