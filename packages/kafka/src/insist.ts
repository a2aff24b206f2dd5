/** Lets some milliseconds pass. */
export type Pause = (ms: number) => Promise<void>

/** Waits by the clock. */
export const wait: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds between tries: doubled from the first to the last. */
const firstPauseMs = 10
const lastPauseMs = 500

/** How long something is tried again, and after which errors. */
export type Patience = {
  /** Milliseconds of the monotonic clock, after which nothing is tried again. */
  readonly until: number
  readonly mayPass: (error: unknown) => boolean
  readonly pause: Pause
}

/**
 * Asks again and again, until the answer is one.
 *
 * @throws the error that will not pass, or the last one when the time is over
 */
export async function insist<T>(ask: () => Promise<T>, { until, mayPass, pause }: Patience): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, lastPauseMs)) {
    try {
      return await ask()
    } catch (error) {
      if (!mayPass(error) || performance.now() >= until) throw error
      await pause(pauseMs)
      // Whoever asks may have given up in the meantime.
      if (!mayPass(error)) throw error
    }
  }
}
