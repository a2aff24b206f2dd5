import { describeError } from '@bellhop/runtime'
import { type Check, untold } from './check.ts'
import { toClockCheck } from './to-clock-check.ts'

const timeoutMs = 5_000

/** Compares our clock with the Date header of registry and API; no token is used. */
export async function checkClocks(
  addresses: ReadonlyArray<readonly [name: string, url: string]>,
  stopping: AbortSignal,
): Promise<readonly Check[]> {
  return Promise.all(
    addresses.map(async ([name, url]) => {
      const began = Date.now()
      try {
        // Of the address only the origin is asked: a login may stand in the rest, and any answer has a date.
        const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)])
        const answer = await fetch(new URL(url).origin, { method: 'HEAD', redirect: 'manual', signal })
        return toClockCheck(name, answer.headers.get('date'), began, Date.now())
      } catch (error) {
        return untold('clocks', `${name}: ${describeError(error)}`)
      }
    }),
  )
}
