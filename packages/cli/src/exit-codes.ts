/** How a command ends. */
export const exitCodes = {
  /** Done, and nothing wrong was found. */
  fine: 0,
  /** Wrong use, wrong configuration, or something that is not reachable. */
  failed: 1,
  /** The command worked, and found something that is to be done or mended. */
  found: 2,
  /** Stopped by a signal before it was done. */
  stopped: 130,
} as const

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
