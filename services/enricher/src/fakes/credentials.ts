import { type Credential, toLanes } from '@bellhop/mews'
import type { Routing } from '../route-event.ts'

/** A credential of one enterprise, which is its lane; 200 calls in 30 s. */
export function credentialOf(name: string, given: Partial<Credential> = {}): Credential {
  return {
    name,
    chain: undefined,
    chainIds: [],
    accessToken: `token of ${name}`,
    enterpriseIds: [`enterprise of ${name}`],
    requestsPerWindow: 200,
    windowSeconds: 30,
    ...given,
  }
}

/** Routing by some credentials, with one partition unless said otherwise. */
export function routingOf(credentials: readonly Credential[], partitions = 1): Routing {
  return {
    lanes: toLanes(credentials),
    credentials: new Map(
      credentials.flatMap((credential) => credential.enterpriseIds.map((id) => [id, credential] as const)),
    ),
    openings: new Map(),
    partitions,
  }
}
