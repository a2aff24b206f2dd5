/** How long a command, or a closing, may take once nobody waits for it any more, in milliseconds. */
const graceMs = 5_000

/**
 * Waits for the work, but only five seconds longer than until the signal aborts; undefined then.
 *
 * @throws what the work throws in that time
 */
export async function withGrace<T>(work: Promise<T>, signal: AbortSignal, ms = graceMs): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  let begin = () => {}
  const late = new Promise<undefined>((resolve) => {
    begin = () => {
      timer ??= setTimeout(resolve, ms, undefined)
    }
    if (signal.aborted) begin()
    else signal.addEventListener('abort', begin)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    signal.removeEventListener('abort', begin)
    clearTimeout(timer)
  }
}
