import type { Answer } from '@bellhop/mews'
import { type Check, fine, untold, wrong } from './check.ts'

/** Says what an answer to the cheapest of calls tells of a token. Pure. */
export function toTokenCheck(credential: string, operation: string, answer: Answer): Check {
  const part = 'tokens'
  if (answer.kind === 'page') return fine(part, `${credential}: Mews takes its token`)
  if (answer.kind === 'unreachable') {
    return wrong(
      part,
      `${credential}: no answer of Mews (${answer.cause})`,
      'see baseUrl in the directory, and the way there',
    )
  }
  const { status } = answer
  const said = `${credential}: Mews answers ${status} to ${operation}`
  switch (status) {
    case 401:
      return wrong(part, said, 'the token is wrong or disabled, or has no permission for it: mend it in the directory')
    case 403:
      return wrong(part, said, 'the token may not see this: ask Mews for the permission')
    case 429:
      return wrong(part, said, 'somebody else uses this token too, or requestsPerWindow in the directory is too high')
    default:
      return status >= 500 ? wrong(part, said, 'Mews is not well: wait') : untold(part, said)
  }
}
