import { waitUntil } from '@bellhop/demo'
import type { Simulator } from '@bellhop/simulator'

/**
 * Resolves once the simulated Mews has been called from now on.
 *
 * @throws Error after `deadlineMs`, or when `stopping` aborts
 */
export async function untilCalled(simulator: Simulator, deadlineMs: number, stopping: AbortSignal): Promise<void> {
  const before = simulator.stats().calls.total
  await waitUntil('a call is made', () => simulator.stats().calls.total > before, deadlineMs, 10, stopping)
}
