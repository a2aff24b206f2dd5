import type { Opened } from '@bellhop/runtime'

/**
 * Runs `act` again and again, the given milliseconds after it was done the last time. Keeps no process alive by itself.
 *
 * @param act - must not reject.
 */
export function openRepeat(act: () => Promise<void>, intervalMs: number): Opened<undefined> {
  let running = Promise.resolve()
  let isClosed = false
  let timer = start()

  function start(): NodeJS.Timeout {
    return setTimeout(() => {
      running = act().then(() => {
        if (!isClosed) timer = start()
      })
    }, intervalMs).unref()
  }

  return {
    value: undefined,
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await running
    },
  }
}
