import { DeadlineError } from './wait-until.ts'

/**
 * Awaits a wait, and names as a fault that it was in vain; the topics are read all the same, to say what has not ended.
 *
 * @throws whatever else ends the wait
 */
export async function findLate(waiting: Promise<void>): Promise<string[]> {
  try {
    await waiting
    return []
  } catch (error) {
    if (error instanceof DeadlineError) return [error.message]
    throw error
  }
}
