/** The codes of the simulator's own errors, each with what to do about it. */
export const simulatorErrorCodes = {
  'simulator.options': 'correct the option that is named',
  'simulator.no-webhook-url': 'give the option webhookUrl, or call setWebhookUrl, before posting',
  'simulator.no-such-place': 'use an enterprise or credential of this simulator: see its directory',
  'simulator.no-such-entity': 'use an entity of this simulator: see truth()',
  'simulator.impossible-change': 'ask for a change that Mews allows: messages are only created',
  'simulator.empty-list': 'a fault in the simulator: it drew from an empty list',
} as const

/** One of {@link simulatorErrorCodes}. */
export type SimulatorErrorCode = keyof typeof simulatorErrorCodes

/** A wrong use of the simulator. What it plays on purpose (refusals, faults) is never an error of this kind. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError'
  readonly code: SimulatorErrorCode
  readonly retriable = false

  constructor(code: SimulatorErrorCode, message: string) {
    super(`${message}: ${simulatorErrorCodes[code]}`)
    this.code = code
  }
}
