import { type Credential, type Directory, openClient, toPage } from '@bellhop/mews'
import { entities } from '@bellhop/records'
import { renderDuration } from '../render-time.ts'
import { openCallTimes, toDigest } from './call-times.ts'
import { type Check, untold } from './check.ts'
import { inParallel } from './in-parallel.ts'
import { toRestMs } from './to-rest.ts'
import { toTokenCheck } from './to-token-check.ts'

/** An id that no resource has: the answer is an empty page. */
const nobody = '00000000-0000-4000-8000-000000000000'
const timeoutMs = 10_000
/** Tokens that are tried at once: fifty of a Mews that does not answer take a little more than a minute. */
const atOnce = 8

/**
 * Tries each token of the directory with one call for one id, at most once a minute and window: that is less than what
 * the enricher's plan leaves unused. When it was is remembered in a file, so it holds for one machine.
 *
 * Eight are tried at once, for ten seconds at most; checks come in the order of the directory.
 */
export async function checkTokens(
  directory: Directory,
  timesFile: string,
  progress: (text: string) => void,
  stopping: AbortSignal,
): Promise<readonly Check[]> {
  const { value: fetchPage, close } = openClient(() => directory, toPage, { timeoutMs })
  const { operation, arrayOut, idsIn, request } = entities.resource
  const times = await openCallTimes(timesFile)
  const { credentials } = directory
  let done = 0

  const checkOne = async (credential: Credential): Promise<Check> => {
    const { name, accessToken } = credential
    const digest = toDigest(accessToken)
    const now = Date.now()
    const restMs = toRestMs(credential, times.of(digest), now)
    if (restMs > 0) {
      const again = `again in ${renderDuration(restMs)}`
      return untold('tokens', `${name}: tried a moment ago, and at most once a minute; ${again}`)
    }
    // Before the call: one that is cut off counts too.
    await times.remember(digest, now)
    const filter = { ...request, [idsIn]: [nobody], Limitation: { Count: 1 } }
    const answer = await fetchPage({ operation, arrayOut, accessToken, filter, signal: stopping })
    return toTokenCheck(name, operation, answer)
  }
  try {
    return await inParallel(credentials, atOnce, stopping, async (credential) => {
      const check = await checkOne(credential)
      done += 1
      progress(`${done} of ${credentials.length} tokens tried`)
      return check
    })
  } finally {
    await close()
  }
}
