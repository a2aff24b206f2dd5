import { isDeepStrictEqual } from 'node:util'
import type { Opened } from './lifecycle.ts'
import type { Logger } from './log.ts'

/** What came of one reading; of a refused one `value` is what was read last and stays. */
export type Look<T> = {
  readonly outcome: 'changed' | 'unchanged' | 'refused'
  readonly value: T
  /** Monotonic milliseconds: what was written before is in `value`, unless it was refused. */
  readonly beganAt: number
}

/** What {@link openReread} needs. */
export type RereadOptions<T> = {
  /** As the log names it: 'the directory'. */
  readonly what: string
  readonly read: () => Promise<T>
  /** Milliseconds between two readings. The first comes after a part of it chosen by chance, so that processes differ. */
  readonly intervalMs: number
  readonly log: Pick<Logger, 'error'>
  /** Told of every reading, the first one too. */
  readonly onLook?: (look: Look<T>) => void
}

/** Milliseconds after which what cannot be read is read once more: a file that is being written is there in part only. */
const tornMs = 500

/**
 * Opens something that an operator may change while we run, and reads it again and again. What cannot be read later is
 * logged each time, and stays as it was; what is read and equal stays the same object.
 *
 * @returns the function that gives what was read last
 * @throws what `read` throws the first time.
 */
export async function openReread<T>(options: RereadOptions<T>): Promise<Opened<() => T>> {
  const { what, read, intervalMs, log, onLook = () => {} } = options
  let beganAt = performance.now()
  let current = await read()
  onLook({ outcome: 'changed', value: current, beganAt })
  let timer = setTimeout(() => void again(), intervalMs * Math.random())
  let isClosed = false

  async function again(): Promise<void> {
    beganAt = performance.now()
    try {
      const next = await read().catch(() => readLater())
      if (isClosed) return
      const isChanged = !isDeepStrictEqual(next, current)
      if (isChanged) current = next
      onLook({ outcome: isChanged ? 'changed' : 'unchanged', value: current, beganAt })
    } catch (error) {
      if (isClosed) return
      log.error({ err: error }, `${what} cannot be read: its last good state stays`)
      onLook({ outcome: 'refused', value: current, beganAt })
    }
    timer = setTimeout(() => void again(), intervalMs)
  }

  async function readLater(): Promise<T> {
    await new Promise((resolve) => {
      timer = setTimeout(resolve, tornMs)
    })
    beganAt = performance.now()
    return read()
  }

  return {
    value: () => current,
    close: async () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
