import { forEach } from './kinds.ts'
import { createRandom, type Random } from './random.ts'

/** What an enterprise has of each: ids that its entities refer to, and that nobody can fetch here. */
const poolSizes = {
  services: 2,
  rates: 5,
  categories: 4,
  ageCategories: 2,
  profiles: 4,
  segments: 3,
  groups: 50,
  bills: 50,
  accountingCategories: 3,
} as const

/** A property: what an access token serves, and what a webhook names. */
export type Enterprise = {
  readonly id: string
  readonly name: string
  readonly chainId: string
  /** The integration that webhooks of this enterprise name. */
  readonly integrationId: string
  readonly currency: string
  readonly pools: Readonly<Record<keyof typeof poolSizes, readonly string[]>>
}

/** A chain of enterprises: they share customers and companies. */
export type Chain = {
  readonly id: string
  readonly name: string
  readonly companyIds: readonly string[]
  readonly enterprises: readonly Enterprise[]
}

/** An access token and what it may see. A portfolio token is one that serves several enterprises. */
export type Credential = {
  readonly name: string
  readonly chain: Chain
  readonly enterpriseIds: ReadonlySet<string>
  readonly isPortfolio: boolean
  /** Changes when the token is rotated. */
  accessToken: string
}

/** How many of each place there are. */
export type PlaceCounts = {
  readonly chains: number
  readonly enterprisesPerChain: number
  readonly tokensPerChain: number
}

/** Chains with their enterprises, and the tokens that share them out: each enterprise has one token. */
export type Places = {
  readonly chains: readonly Chain[]
  readonly credentials: readonly Credential[]
  readonly enterprises: ReadonlyMap<string, Enterprise>
}

const currencies = ['EUR', 'CZK', 'GBP', 'JPY'] as const

/** Lays out chains, enterprises and tokens. The same seed and counts give the same places. */
export function createPlaces(seed: string | number, counts: PlaceCounts): Places {
  const random = createRandom(seed, 'places')
  const chains = Array.from({ length: counts.chains }, (_, index) =>
    createChain(random, `chain-${index + 1}`, counts.enterprisesPerChain),
  )
  return {
    chains,
    credentials: chains.flatMap((chain) => shareOut(chain, counts.tokensPerChain)),
    enterprises: new Map(
      chains.flatMap(({ enterprises }) => enterprises.map((enterprise) => [enterprise.id, enterprise])),
    ),
  }
}

function createChain(random: Random, name: string, enterpriseCount: number): Chain {
  const id = random.uuid()
  const uuids = (length: number) => Array.from({ length }, () => random.uuid())
  const enterprises = Array.from({ length: enterpriseCount }, (_, index) => ({
    id: random.uuid(),
    name: `Hôtel ${index + 1} of ${name}`,
    chainId: id,
    integrationId: random.uuid(),
    currency: random.pick(currencies),
    pools: forEach(Object.keys(poolSizes) as Array<keyof typeof poolSizes>, (pool) => uuids(poolSizes[pool])),
  }))
  return { id, name, companyIds: uuids(6), enterprises }
}

function shareOut(chain: Chain, tokenCount: number): Credential[] {
  return Array.from({ length: tokenCount }, (_, index) => {
    const letter = String.fromCharCode('a'.charCodeAt(0) + (index % 26)) + (index < 26 ? '' : Math.floor(index / 26))
    const name = `${chain.name}-${letter}`
    const served = chain.enterprises.filter((_enterprise, place) => place % tokenCount === index).map(({ id }) => id)
    return {
      name,
      chain,
      enterpriseIds: new Set(served),
      isPortfolio: served.length > 1,
      accessToken: `access-token-of-${name}`,
    }
  })
}
