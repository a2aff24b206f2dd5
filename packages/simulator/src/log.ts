/** Where the simulator tells what it does; a pino logger fits. No field holds a token. */
export type SimulatorLog = {
  readonly warn: (fields: object, text: string) => void
}

/** A log that nobody reads. */
export const silent: SimulatorLog = { warn: () => {} }
