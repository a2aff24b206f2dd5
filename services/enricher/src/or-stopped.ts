/**
 * Waits for something that may wait for ever, such as brokers that are away, but not beyond the stop of the process.
 *
 * @throws the reason of `stopping` once it aborts; what was waited for is then left behind, for the process ends
 */
export async function orStopped<T>(work: Promise<T>, stopping: AbortSignal): Promise<T> {
  stopping.throwIfAborted()
  let stop = () => {}
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(stopping.reason)
    stopping.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, stopped])
  } finally {
    stopping.removeEventListener('abort', stop)
    work.catch(() => undefined)
  }
}
