import { drawMishap, isConcerned, type Mishap, noMishap } from '../faults/draw-mishap.ts'
import type { Faults } from '../faults/faults.ts'
import { count, type Tally } from '../tally.ts'
import type { Random } from '../world/random.ts'
import type { World } from '../world/world.ts'
import { encodePage } from './encode-page.ts'
import { type Call, type Identified, identifyCall, type Tokens } from './identify-call.ts'
import type { Operation } from './operations/operation.ts'
import { operations } from './operations/operations.ts'
import { type Query, readQuery } from './read-query.ts'
import { isRefused, type Refused, refuse } from './refusal.ts'
import type { RollingWindow } from './rolling-window.ts'
import { type Page, selectPage } from './select-page.ts'

/** What answering needs. */
export type ApiParts = {
  readonly world: World
  readonly tokens: Tokens
  readonly windowOf: (credentialName: string) => RollingWindow
  readonly faults: () => Faults
  readonly random: Random
  readonly tally: Tally
  /** The clock of the rolling windows, in milliseconds; never set back. */
  readonly windowMs: () => number
}

/** The answer to a call, and what befalls it on the way. `body` is null for 204. */
export type Answer = { readonly mishap: Mishap } & (
  | Refused
  | { readonly status: 200 | 204; readonly body: Buffer | null }
)

/** Decides the answer to a call, in Mews's order: address, JSON, who calls, limit, permission, parameters. */
export function answerCall(parts: ApiParts, call: Call, isMinimal: boolean): Answer {
  const operation = operations.get(call.path)
  if (!operation) return { mishap: noMishap, ...refuse(404, 'Not Found', 'no such path; it is case-sensitive') }
  count(parts.tally.byOperation, operation.name)

  const identified = identifyCall(call, parts.tokens)
  if (isRefused(identified)) return { mishap: noMishap, ...identified }
  const { name } = identified.credential
  count(parts.tally.byToken, name)

  const faults = parts.faults()
  const mishap = isConcerned(faults, operation.name, name) ? drawMishap(faults, parts.random) : noMishap
  const retryAfterMs = parts.windowOf(name).take(parts.windowMs())
  if (retryAfterMs > 0) {
    const refusal = {
      status: 429,
      message: 'Too Many Requests',
      details: 'the limit of the access token',
      retryAfterMs,
    }
    return { mishap, refusal }
  }
  if (mishap.status !== null) return { mishap, ...toDrawn(mishap.status) }
  return { mishap, ...answerQuery(parts, operation, identified, mishap, isMinimal) }
}

function answerQuery(
  parts: ApiParts,
  operation: Operation,
  { request, credential }: Identified,
  mishap: Mishap,
  isMinimal: boolean,
): Refused | { readonly status: 200 | 204; readonly body: Buffer | null } {
  const faults = parts.faults()
  const isDenied = faults.denials.some(
    (denial) => denial.token === credential.name && (denial.operation ?? operation.name) === operation.name,
  )
  if (isDenied) return refuse(401, 'Invalid AccessToken', 'disabled, or without permission for this operation')

  const query = readQuery(operation, request, credential)
  if (isRefused(query)) return query
  const refused = refuseTooMany(query, faults, mishap)
  if (refused) return refused

  const seenUntilMs = mishap.lagMs > 0 ? parts.world.settings.nowMs() - mishap.lagMs : Number.POSITIVE_INFINITY
  const page = selectPage(parts.world.store, query, { ...faults, seenUntilMs })
  if (isRefused(page)) return page
  countPage(parts.tally, query, page)
  if (isMinimal && page.entries.length === 0) return { status: 204, body: null }
  return { status: 200, body: encodePage(operation, page, { shape: faults, seenUntilMs }) }
}

function refuseTooMany({ ids }: Query, { tooManyIds }: Faults, mishap: Mishap): Refused | undefined {
  if (tooManyIds === null || mishap === noMishap || (ids?.length ?? 0) <= tooManyIds.above) return undefined
  return tooManyIds.status === 408
    ? refuse(408, 'Request Timeout', 'too much to prepare')
    : refuse(413, 'Payload Too Large', 'too many ids')
}

function countPage(tally: Tally, { ids }: Query, { entries }: Page): void {
  tally.idsAsked += ids?.length ?? 0
  tally.entitiesServed += entries.length
}

/** A refusal that was drawn: 401, 429, 500 and the like, as real ones are worded. */
function toDrawn(status: number): Refused {
  const { refusal } = refuse(status, status === 401 ? 'Invalid AccessToken' : `Status ${status}`, 'drawn by a fault')
  return { refusal: status === 429 ? { ...refusal, retryAfterMs: 1_000 } : refusal }
}
