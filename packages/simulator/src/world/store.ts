import { forEach, type Kind, kinds } from './kinds.ts'

/** One entity of the world, in its present version. */
export type Entry = {
  readonly kind: Kind
  readonly id: string
  /** Null for customers: they belong to the chain. */
  readonly enterpriseId: string | null
  readonly chainId: string
  /** The enterprise's id, or the chain's for customers: what a token must serve to see the entity. */
  readonly home: string
  /** False for threads that another integration created, and for their messages: the API never shows them. */
  readonly isOurs: boolean
  readonly createdMs: number
  /** Its state as JSON: a page is put together of a thousand, and a text is nothing for the garbage collector to look into. */
  json: string
  /** The JSON before the last change; null when it was created by it. */
  before: string | null
  /** UpdatedUtc, or CreatedUtc for messages: the order of pages. */
  changedMs: number
  /** The clock when the last change was made. */
  changedAtMs: number
  deletedMs: number | null
}

/** A new version of an entity. */
type Version = Pick<Entry, 'json' | 'changedMs' | 'changedAtMs' | 'deletedMs'>

/** Everything the world holds, by kind, by id, by home and by age. */
export type Store = {
  readonly add: (entry: Entry) => void
  readonly replace: (entry: Entry, version: Version) => void
  readonly find: (kind: Kind, id: string) => Entry | undefined
  readonly at: (kind: Kind, home: string) => readonly Entry[]
  readonly all: (kind: Kind) => Iterable<Entry>
  /** As pages run: newest first, equal times by id. */
  readonly newestFirst: (kind: Kind) => readonly Entry[]
}

type Table = {
  readonly byId: Map<string, Entry>
  readonly byHome: Map<string, Entry[]>
  readonly ordered: Entry[]
  isOrdered: boolean
}

/** Which of two entries a page shows first: the newer, then the smaller id. */
export function compareNewest(a: Pick<Entry, 'changedMs' | 'id'>, b: Pick<Entry, 'changedMs' | 'id'>): number {
  if (a.changedMs !== b.changedMs) return b.changedMs - a.changedMs
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** An empty store. */
export function createStore(): Store {
  const tables: Record<Kind, Table> = forEach(kinds, () => ({
    byId: new Map(),
    byHome: new Map(),
    ordered: [],
    isOrdered: true,
  }))

  return {
    add(entry) {
      const table = tables[entry.kind]
      table.byId.set(entry.id, entry)
      table.ordered.push(entry)
      table.isOrdered = false
      const atHome = table.byHome.get(entry.home)
      if (atHome) atHome.push(entry)
      else table.byHome.set(entry.home, [entry])
    },
    replace(entry, version) {
      entry.before = entry.json
      Object.assign(entry, version)
      tables[entry.kind].isOrdered = false
    },
    find: (kind, id) => tables[kind].byId.get(id),
    at: (kind, home) => tables[kind].byHome.get(home) ?? [],
    all: (kind) => tables[kind].byId.values(),
    newestFirst(kind) {
      const table = tables[kind]
      // Nearly sorted after a few changes, which the sort of V8 is quick with.
      if (!table.isOrdered) table.ordered.sort(compareNewest)
      table.isOrdered = true
      return table.ordered
    },
  }
}
