import { vi } from 'vitest'

/** Lets the faked time pass, from timer to timer, until the promise is settled; fails after `mostTimers` of them. */
export async function runUntil<T>(promise: Promise<T>, mostTimers = 100_000): Promise<T> {
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  promise.then(settle, settle)
  for (let timers = 0; !isSettled; timers++) {
    if (timers === mostTimers) throw new Error('The promise is still pending')
    await vi.advanceTimersToNextTimerAsync()
  }
  return promise
}
