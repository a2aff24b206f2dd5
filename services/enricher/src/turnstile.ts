/** Waits for its place: to be called before work that takes tens of milliseconds. */
export type Pass = () => Promise<void>

/**
 * Creates a turnstile that lets one piece of long work through in each round of the event loop. Without it the work of
 * twelve tasks follows one another in microtasks, and sockets and timers are not looked at for seconds: connections that
 * are long there are taken for none.
 */
export function createTurnstile(): Pass {
  let last = Promise.resolve()
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
    return last
  }
}
