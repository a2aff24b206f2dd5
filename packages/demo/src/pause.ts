/** Waits, but no longer than until `stopping` aborts. */
export function pause(ms: number, stopping?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, Math.max(0, ms))
    function done() {
      clearTimeout(timer)
      stopping?.removeEventListener('abort', done)
      resolve()
    }
    if (stopping?.aborted) done()
    else stopping?.addEventListener('abort', done)
  })
}
