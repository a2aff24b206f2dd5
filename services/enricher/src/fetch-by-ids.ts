import type { Credential } from '@bellhop/mews'
import { type EntityName, entities } from '@bellhop/records'
import { type Acquire, type Fetched, type Found, pageSize, type Send } from './api.ts'
import { collectItems } from './collect-items.ts'

/** Pages of one fetch at most: what was asked for fits on one, and a Mews that heeds no filter would turn them for ever. */
const maxPages = 5

/**
 * Asks for up to a thousand entities by their ids; the first call must have been taken from the budget.
 *
 * With a thousand ids and a page of a thousand, one page is enough unless Mews sends more than was asked for.
 */
export async function fetchByIds(
  entity: EntityName,
  credential: Credential,
  ids: readonly string[],
  send: Send,
  acquire: Acquire,
): Promise<Fetched> {
  const { operation, arrayOut, idsIn, request, scope } = entities[entity]
  const scoped = scope === 'ChainIds' && credential.chainIds.length > 0 ? { ChainIds: credential.chainIds } : {}
  const wanted = new Set(ids)
  const items: Found = new Map()
  let cursor: string | undefined
  let [pages, strangers] = [0, 0]
  do {
    const limitation = { Count: pageSize, ...(cursor === undefined ? {} : { Cursor: cursor }) }
    const filter = { ...request, ...scoped, [idsIn]: ids, Limitation: limitation }
    const { answer, beganAt } = await send(credential, { operation, arrayOut, filter }, ids.length)
    if (answer.kind !== 'page') return { kind: 'failed', answer, operation }
    strangers += collectItems(items, wanted, answer.items, beganAt)
    pages += 1
    // A cursor that stands still would be asked for ever.
    const isLast = answer.items.length < pageSize || answer.cursor === cursor || items.size === wanted.size
    cursor = isLast ? undefined : answer.cursor
    if (cursor !== undefined && pages === maxPages) return { kind: 'found', items, cut: 'pages', strangers }
  } while (cursor !== undefined && (await acquire(credential)))
  return { kind: 'found', items, cut: cursor === undefined ? undefined : 'time', strangers }
}
