/** Waits that can be cut short from elsewhere. One at a time. */
export type Pause = {
  /** Resolves after the milliseconds, or when it is ended. */
  readonly wait: (ms: number) => Promise<void>
  /** Ends the wait under way, if there is one. */
  readonly end: () => void
}

/** Creates a pause. */
export function createPause(): Pause {
  let end = () => {}
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms)
        end = () => {
          clearTimeout(timer)
          resolve()
        }
      }),
    end: () => end(),
  }
}
