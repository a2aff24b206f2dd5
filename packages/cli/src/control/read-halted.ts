import { BellhopError } from '@bellhop/runtime'
import { request } from 'undici'
import { type Halted, toHalted } from './to-halted.ts'

/** Milliseconds that an admin port may take to answer. */
const answerMs = 5_000

/**
 * Asks an enricher what is halted in its tasks; other enrichers have other tasks.
 *
 * @param admin - `host:port` of its admin port
 * @throws BellhopError `not-ready` when it does not answer
 */
export async function readHalted(admin: string): Promise<Halted[]> {
  try {
    const { body } = await request(`http://${admin}/health/ready`, { headersTimeout: answerMs, bodyTimeout: answerMs })
    const answer: unknown = await body.json()
    const reasons = typeof answer === 'object' && answer !== null && 'reasons' in answer ? answer.reasons : undefined
    if (!Array.isArray(reasons)) throw new Error('it is not an admin port of Bellhop')
    return toHalted(reasons.map(String))
  } catch (cause) {
    const message = `The enricher's admin port ${admin} does not answer: give the right one by --enricher-admin host:port`
    throw new BellhopError({ code: 'not-ready', message, retriable: true, cause })
  }
}
