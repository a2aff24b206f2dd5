import { afterAll } from 'vitest'
import { openSimulator, type SimulatorOptions } from '../index.ts'
import { openCaller } from './open-caller.ts'

/** Opens a simulator for all specs of a file, and who calls it as often as they like. */
export async function openCalled(options: SimulatorOptions) {
  const limit = { requests: 100_000, windowMs: 30_000 }
  const { value: simulator, close } = await openSimulator({ limit, ...options })
  const caller = openCaller(() => simulator.directory)
  afterAll(async () => {
    await caller.close()
    await close()
  })
  return { simulator, caller }
}
