/** Runs a task, or joins the one already under way for the same key. */
export type Sharing<T> = (key: string, run: () => Promise<T>) => Promise<T>

/** Makes callers that ask for the same thing at the same time share one answer, or one failure. Nothing is kept. */
export function createSharing<T>(): Sharing<T> {
  const inFlight = new Map<string, Promise<T>>()
  return (key, run) => {
    const shared = inFlight.get(key)
    if (shared) return shared
    const started = run().finally(() => inFlight.delete(key))
    inFlight.set(key, started)
    return started
  }
}
