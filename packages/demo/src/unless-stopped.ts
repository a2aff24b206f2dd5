import type { Closer, Opened } from '@bellhop/runtime'
import { pause } from './pause.ts'

/**
 * Awaits `work`, but no longer than until `stopping` aborts; what becomes of the work then is of no interest.
 *
 * @throws whatever the work throws; the reason of `stopping` once it has aborted
 */
export async function unlessStopped<T>(work: Promise<T>, stopping: AbortSignal): Promise<T> {
  let onAbort = () => {}
  const stopped = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(stopping.reason)
    if (stopping.aborted) onAbort()
    else stopping.addEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([stopped, work])
  } finally {
    stopping.removeEventListener('abort', onAbort)
  }
}

/** How long the end waits for what is still opening, in milliseconds. */
const graceMs = 5_000

/**
 * Opens a part and keeps it to be closed, unless `stopping` aborts first: then what opens a little later is closed too.
 *
 * @throws whatever the opening throws; the reason of `stopping` once it has aborted
 */
export async function openUnlessStopped<T>(
  opening: Promise<Opened<T>>,
  keep: Closer['keep'],
  stopping: AbortSignal,
): Promise<T> {
  keep({
    value: undefined,
    close: async () => {
      const late = new AbortController()
      const opened = await Promise.race([opening.catch(() => undefined), pause(graceMs, late.signal)])
      late.abort()
      await opened?.close()
    },
  })
  return (await unlessStopped(opening, stopping)).value
}
