import type { Credential } from '@bellhop/mews'
import type { Adopted } from '../adopt-directory.ts'
import type { KnownDirectory } from '../open-directory.ts'
import type { Routing } from '../route-event.ts'
import { routingOf } from './credentials.ts'

/** A directory without a file, which is fresh until it is told otherwise, and is changed by whoever has it. */
export type FakeDirectory = KnownDirectory & {
  readonly change: (credentials: readonly Credential[], given?: Partial<Routing>) => void
  /** Makes the reading of now too old for the commit of what was fetched with it. */
  readonly outdate: () => void
}

/** Creates a directory of some credentials. */
export function createFakeDirectory(credentials: readonly Credential[]): FakeDirectory {
  const adopt = (named: readonly Credential[], given: Partial<Routing> = {}): Adopted => ({
    directory: { baseUrl: 'https://api.example.com', client: 'c', clientToken: 't', credentials: named },
    routing: { ...routingOf(named), ...given },
    seats: new Map(),
  })
  let current = adopt(credentials)
  const outdated = new Set<Adopted>()
  return {
    current: () => current,
    mayCall: (adopted) => adopted === current,
    mayCommit: (adopted) => !outdated.has(adopted),
    refusedSince: () => undefined,
    change: (named, given) => {
      current = adopt(named, given)
    },
    outdate: () => void outdated.add(current),
  }
}
