import { isJsonObject, type Json, type JsonObject } from '../world/json.ts'
import type { Credential } from '../world/places.ts'
import { invalid, isRefused, type Refused, refuse } from './refusal.ts'

/** A request that has arrived, before anything is known of it. */
export type Call = {
  readonly method: string
  /** With the query, if any: Mews has none, so a path with one is unknown. */
  readonly path: string
  readonly contentType: string
  readonly body: Buffer
}

/** Who may call. */
export type Tokens = {
  readonly clientToken: string
  readonly credentialOf: (accessToken: string) => Credential | undefined
}

/** A call of somebody known. */
export type Identified = { readonly request: JsonObject; readonly credential: Credential }

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Finds out who calls: everything that is refused before the call counts against a token's limit. */
export function identifyCall(call: Call, tokens: Tokens): Identified | Refused {
  if (call.method !== 'POST') return refuse(405, 'Method Not Allowed', `POST only, not ${call.method}`)
  if (!/^application\/json *(;|$)/i.test(call.contentType)) {
    return refuse(415, 'Unsupported Media Type', 'Content-Type must be application/json')
  }
  const request = parseBody(call.body)
  if (isRefused(request)) return request
  for (const name of ['ClientToken', 'AccessToken', 'Client']) {
    const text = request[name]
    if (typeof text !== 'string' || text.length === 0)
      return invalid(name, 'required, a string of at least 1 character')
  }
  if (request['ClientToken'] !== tokens.clientToken) {
    return refuse(401, 'Invalid ClientToken', 'no client application has this token')
  }
  const credential = tokens.credentialOf(String(request['AccessToken']))
  return credential ? { request, credential } : refuse(401, 'Invalid AccessToken', 'no integration has this token')
}

function parseBody(body: Buffer): JsonObject | Refused {
  try {
    const value: Json = JSON.parse(decoder.decode(body))
    return isJsonObject(value) ? value : refuse(400, 'Invalid JSON', 'the body is not an object')
  } catch (error) {
    return refuse(400, 'Invalid JSON', error instanceof Error ? error.message : 'not parsed')
  }
}
