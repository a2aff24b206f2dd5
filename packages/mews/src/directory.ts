/** What one access token serves, and how fast it may be used. */
export type Credential = {
  readonly name: string
  /** The chain whose customers it sees; enterprises of one chain share a lane. */
  readonly chain: string | undefined
  /** Sent as `ChainIds` with operations that a portfolio token scopes by chain; empty for a token of one enterprise. */
  readonly chainIds: readonly string[]
  readonly accessToken: string
  readonly enterpriseIds: readonly string[]
  readonly requestsPerWindow: number
  readonly windowSeconds: number
}

/** The operator's word on which access token serves which enterprise. */
export type Directory = {
  readonly baseUrl: string
  readonly client: string
  readonly clientToken: string
  readonly credentials: readonly Credential[]
}

/** The lane of each enterprise that the directory knows. */
export type Lanes = ReadonlyMap<string, string>

/** What of a credential decides the lanes: no secret among it. */
export type LaneSource = Pick<Credential, 'name' | 'chain' | 'enterpriseIds'>

/**
 * Computes the lane of each enterprise: the chain of its credential, or the credential's name where no chain is given.
 */
export function toLanes(credentials: readonly LaneSource[]): Lanes {
  return new Map(
    credentials.flatMap((credential) => credential.enterpriseIds.map((id) => [id, toLane(credential)] as const)),
  )
}

/** The lane of what a credential serves. */
export function toLane({ name, chain }: Pick<LaneSource, 'name' | 'chain'>): string {
  return chain ?? name
}

/** Tells the lane of an enterprise; one that the directory does not know is a lane of its own. */
export function laneOf(lanes: Lanes, enterpriseId: string): string {
  return lanes.get(enterpriseId) ?? enterpriseId
}

/** The credential that serves each enterprise. */
export function toCredentialsByEnterprise(directory: Directory): ReadonlyMap<string, Credential> {
  return new Map(directory.credentials.flatMap((credential) => credential.enterpriseIds.map((id) => [id, credential])))
}
