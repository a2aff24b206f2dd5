import { type Directory, openClient } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import { renderDuration } from '../render-time.ts'
import { readCallTimes, toDigest, writeCallTimes } from './call-times.ts'
import { type Check, untold } from './check.ts'
import { toRestMs } from './to-rest.ts'
import { toTokenCheck } from './to-token-check.ts'

/** An id that no resource has: the answer is an empty page. */
const nobody = '00000000-0000-4000-8000-000000000000'
const timeoutMs = 10_000

/**
 * Tries each token of the directory with one call for one id, at most once a minute and window: that is less than what
 * the enricher's plan leaves unused. When it was is remembered in a file, so it holds for one machine.
 */
export async function checkTokens(
  directory: Directory,
  timesFile: string,
  stopping: AbortSignal,
): Promise<readonly Check[]> {
  const { value: fetchPage, close } = openClient(() => directory, { timeoutMs })
  const { operation, arrayOut, idsIn, request } = entities.resource
  const checks: Check[] = []
  let times = await readCallTimes(timesFile)
  try {
    for (const credential of directory.credentials) {
      const { name, accessToken } = credential
      const digest = toDigest(accessToken)
      const now = Date.now()
      const restMs = toRestMs(credential, times[digest], now)
      if (restMs > 0) {
        checks.push(
          untold(
            'tokens',
            `${name}: tried a moment ago, and at most once a minute; again in ${renderDuration(restMs)}`,
          ),
        )
        continue
      }
      // Before the call: one that is cut off counts too.
      times = { ...times, [digest]: now }
      await writeCallTimes(timesFile, times)
      const filter = { ...request, [idsIn]: [nobody], Limitation: { Count: 1 } }
      const answer = await fetchPage({ operation, arrayOut, accessToken, filter, signal: stopping })
      checks.push(toTokenCheck(name, operation, answer))
    }
  } finally {
    await close()
  }
  return checks
}
