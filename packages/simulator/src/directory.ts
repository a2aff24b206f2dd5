import type { Places } from './world/places.ts'
import { SECOND } from './world/time.ts'

/** What the simulator's directory file holds: a valid one of Bellhop's, with every text in place. */
export type SimulatorDirectory = {
  readonly baseUrl: string
  readonly client: string
  readonly clientToken: string
  readonly credentials: ReadonlyArray<{
    readonly name: string
    readonly chain: string
    /** The chain's id for portfolio tokens, which need it for customers; else empty. */
    readonly chainIds: readonly string[]
    readonly accessToken: string
    readonly enterpriseIds: readonly string[]
    readonly requestsPerWindow: number
    readonly windowSeconds: number
  }>
}

/** The token of the one client application that the simulator knows. */
export const CLIENT_TOKEN = 'client-token-of-the-simulator'

/** The directory of a simulated Mews. */
export function toDirectory(
  { credentials }: Places,
  baseUrl: string,
  limit: { readonly requests: number; readonly windowMs: number },
): SimulatorDirectory {
  return {
    baseUrl,
    client: 'Bellhop 1.0.0',
    clientToken: CLIENT_TOKEN,
    credentials: credentials.map(({ name, chain, isPortfolio, accessToken, enterpriseIds }) => ({
      name,
      chain: chain.name,
      chainIds: isPortfolio ? [chain.id] : [],
      accessToken,
      enterpriseIds: [...enterpriseIds],
      requestsPerWindow: limit.requests,
      windowSeconds: limit.windowMs / SECOND,
    })),
  }
}
