import { isJsonObject, type Json, type JsonObject } from '../world/json.ts'
import type { Credential } from '../world/places.ts'
import type { Operation } from './operations/operation.ts'
import type { Keep } from './parameters.ts'
import { isUuid, readIds } from './read-values.ts'
import { invalid, isRefused, type Refused, refuse } from './refusal.ts'

/** A request whose every property was understood. */
export type Query = {
  readonly operation: Operation
  /** The ids asked for, in lower case; null when the call names none. */
  readonly ids: readonly string[] | null
  /** The enterprises, or chains, to look in. */
  readonly homes: ReadonlySet<string>
  readonly keeps: readonly Keep[]
  readonly count: number
  readonly cursor: string | null
}

const everyRequest = new Set(['ClientToken', 'AccessToken', 'Client', 'LanguageCode', 'CultureCode', 'Limitation'])

/**
 * Reads the request of an operation.
 *
 * Stricter than Mews where it is silent: an unknown property is refused, so that a misspelt filter is never ignored, and
 * so is a documented one that is not simulated. Null is taken as absent.
 */
export function readQuery(operation: Operation, request: JsonObject, credential: Credential): Query | Refused {
  const has = (name: string) => request[name] !== undefined && request[name] !== null
  const refused = checkNames(operation, request, has)
  if (refused) return refused

  const homes = readScope(operation, request[operation.scope] ?? null, credential)
  if (isRefused(homes)) return homes
  const limitation = readLimitation(request['Limitation'] ?? null)
  if (isRefused(limitation)) return limitation
  const keeps = readKeeps(operation, request)
  if (isRefused(keeps)) return keeps

  if (operation.idsIn === null || !has(operation.idsIn)) return { operation, ids: null, homes, keeps, ...limitation }
  const ids = readIds(request[operation.idsIn] ?? null)
  if ('problem' in ids) return invalid(operation.idsIn, ids.problem)
  return { operation, ids, homes, keeps, ...limitation }
}

function checkNames(
  { parameters, idsIn, scope, exclusive, needsFilter }: Operation,
  request: JsonObject,
  has: (name: string) => boolean,
): Refused | undefined {
  for (const name of Object.keys(request)) {
    const isKnown = everyRequest.has(name) || name === scope || name === idsIn || Object.hasOwn(parameters, name)
    if (!isKnown) return invalid(name, 'unknown property')
  }
  if (has('LanguageCode') !== has('CultureCode'))
    return invalid('CultureCode', 'LanguageCode and CultureCode go together')
  if (has('LanguageCode')) return invalid('LanguageCode', 'not simulated')
  for (const [one, other] of exclusive) {
    if (has(one) && has(other)) return invalid(one, `cannot be used with ${other}`)
  }
  const isFiltered = [idsIn, ...Object.keys(parameters).filter((name) => parameters[name]?.isFilter)]
  if (needsFilter && !isFiltered.some((name) => name !== null && has(name))) {
    return refuse(400, `Invalid ${idsIn}`, 'required when no other filter is given')
  }
  return undefined
}

/** Where to look: all that the token serves, or a part of it. Nothing outside may be named. */
function readScope({ scope }: Operation, value: Json, { chain, enterpriseIds, isPortfolio }: Credential) {
  const served = scope === 'ChainIds' ? new Set([chain.id]) : enterpriseIds
  if (value === null) {
    if (scope === 'ChainIds' && isPortfolio) return invalid(scope, 'required with a portfolio access token')
    return served
  }
  const ids = readIds(value)
  if ('problem' in ids) return invalid(scope, ids.problem)
  const foreign = ids.find((id) => !served.has(id))
  return foreign === undefined ? new Set(ids) : invalid(scope, `not in the scope of the access token: ${foreign}`)
}

function readLimitation(value: Json): Pick<Query, 'count' | 'cursor'> | Refused {
  const name = 'Limitation'
  if (!isJsonObject(value)) return invalid(name, 'required, an object')
  const unknown = Object.keys(value).find((property) => property !== 'Count' && property !== 'Cursor')
  if (unknown !== undefined) return invalid(name, `unknown property ${unknown}`)
  const { Count: count, Cursor: cursor = null } = value
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > 1_000) {
    return invalid(name, 'Count must be a whole number from 1 to 1000')
  }
  if (cursor !== null && !isUuid(cursor)) return invalid(name, 'Cursor must be a UUID or null')
  return { count, cursor: cursor === null ? null : cursor.toLowerCase() }
}

function readKeeps({ parameters }: Operation, request: JsonObject): Keep[] | Refused {
  const keeps: Keep[] = []
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = request[name] ?? null
    if (value === null) {
      if (parameter.isRequired) return invalid(name, 'required')
      if (parameter.whenAbsent) keeps.push(parameter.whenAbsent)
      continue
    }
    const reading = parameter.read(value)
    if ('problem' in reading) return invalid(name, reading.problem)
    keeps.push(reading)
  }
  return keeps
}
