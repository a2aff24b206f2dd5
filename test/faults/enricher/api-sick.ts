import type { Faults } from '@bellhop/simulator'
import type { Fault } from './fault.ts'
import { runTrial } from './run-trial.ts'

const rate = 0.1

/**
 * All that may befall a call at once, each at one in ten. Left out is what only an operator ends or what bad data is: a
 * token without permission, a path that is not there, ids that are refused or absent. Left out too are answers that lag
 * behind the event that asked for them: nobody can tell such a one from the truth before the next event.
 */
const sick: Partial<Faults> = {
  latencyMs: 20,
  jitterMs: 100,
  statusRates: { 408: rate / 2, 409: rate / 2, 413: rate / 2, 429: rate, 500: rate, 503: rate / 2 },
  resetRate: rate,
  hangRate: rate,
  truncateRate: rate,
  notJsonRate: rate,
  slowBodyRate: rate,
  tooManyIds: { above: 50, status: 413 },
  retryAfter: 'date',
  cursorAtEnd: 'last',
}

/** What entities look like, from the beginning to the end: the truth is told with it. */
const ailments: Partial<Faults> = { unknownFields: true, newEnumValues: true }

/** Mews answers badly in every way at once, then well again. */
export const apiSick: Fault = (context) => {
  const options = { name: 'api-sick', seconds: 60, ailments }
  return runTrial(context, options, async ({ simulator, seconds, pause, untilCalling }) => {
    simulator.faults = { ...sick, ...ailments }
    await pause(seconds)
    const { byStatus, total } = simulator.stats().calls
    simulator.faults = ailments
    await untilCalling()
    return { what: `${total} calls, ${total - (byStatus['200'] ?? 0)} of them failed or hung` }
  })
}
