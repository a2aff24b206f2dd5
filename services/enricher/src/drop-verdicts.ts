import { isDeepStrictEqual } from 'node:util'
import type { Directory } from '@bellhop/mews'
import { tokenOf, type Verdicts } from './tokens.ts'

/**
 * Drops what Mews has said about tokens that an operator has replaced since, and unparks what an operator has changed in
 * any way: it is worth another try. A token that only rests goes on resting.
 */
export function dropVerdicts({ rests, parked }: Verdicts, before: Directory, after: Directory): void {
  const isOtherClient = before.baseUrl !== after.baseUrl || before.clientToken !== after.clientToken
  const former = new Map(before.credentials.map((credential) => [credential.accessToken, credential]))
  const present = new Map(after.credentials.map((credential) => [credential.accessToken, credential]))
  for (const token of rests.keys()) if (!present.has(token)) rests.delete(token)
  for (const key of parked.keys()) {
    const token = tokenOf(key)
    const isSame = present.has(token) && isDeepStrictEqual(former.get(token), present.get(token))
    if (isOtherClient || !isSame) parked.delete(key)
  }
}
