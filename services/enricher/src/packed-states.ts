import type { PublishedState } from './published-state.ts'
import { readUuid } from './read-uuid.ts'

/** States by id, in little memory: for a UUID about 50 bytes, for any other text what a `Map` takes. */
export type PackedStates = {
  readonly get: (id: string) => PublishedState | undefined
  readonly set: (id: string, state: PublishedState) => void
  /** Forgets a state; its place stays taken, for the id to come back. */
  readonly forget: (id: string) => void
  /** How many states are held. */
  readonly size: () => number
}

/** Entries that are made room for at once. They never move, so nothing is copied when there are more. */
const chunkEntries = 1_024
/** Parts of the index. Each grows by itself, so that a million entries are never sorted in again at once. */
const partBits = 6
/** Places of a part at first; a power of two. */
const firstPlaces = 16
/** Of the places of a part no more are taken, so that a search is short. */
const maxFilled = 0.75

type Chunk = {
  /** Four words of each id. */
  readonly ids: Uint32Array
  /** `changedAt` and `fetchedAt` of each; a `changedAt` of NaN is a state that was forgotten. */
  readonly times: Float64Array
  readonly hashes: BigUint64Array
}

/** Places of a part hold the entry's number plus one, 0 where they are free. */
type Part = { places: Int32Array; filled: number }

/** Creates the store, empty. Two ids are the same only if they are the same text: what is packed is the whole UUID. */
export function createPackedStates(): PackedStates {
  const chunks: Chunk[] = []
  const parts: Part[] = Array.from({ length: 2 ** partBits }, () => ({
    places: new Int32Array(firstPlaces),
    filled: 0,
  }))
  const others = new Map<string, PublishedState>()
  const words = new Uint32Array(4)
  let entries = 0
  let held = 0

  /** The number of the entry with the id in `words`; where there is none, that of a free place, as -1 minus it. */
  const find = (part: Part, hash: number): number => {
    const mask = part.places.length - 1
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const entry = (part.places[place] ?? 0) - 1
      if (entry < 0) return -1 - place
      const { ids } = chunkOf(chunks, entry)
      const at = (entry % chunkEntries) * 4
      if (isAt(ids, at, words)) return entry
    }
  }
  const add = (part: Part, hash: number): number => {
    if (part.filled + 1 > part.places.length * maxFilled) grow(part, chunks)
    if (entries === chunks.length * chunkEntries) chunks.push(createChunk())
    const place = -1 - find(part, hash)
    const entry = entries
    entries += 1
    part.filled += 1
    part.places[place] = entry + 1
    const { ids, times } = chunkOf(chunks, entry)
    ids.set(words, (entry % chunkEntries) * 4)
    times[(entry % chunkEntries) * 2] = Number.NaN
    return entry
  }
  const partOf = (hash: number) => {
    const part = parts[hash >>> (32 - partBits)]
    if (part === undefined) throw new RangeError('A hash has 32 bits')
    return part
  }

  return {
    get: (id) => {
      if (!readUuid(id, words)) return others.get(id)
      const hash = hashOf(words, 0)
      const entry = find(partOf(hash), hash)
      if (entry < 0) return undefined
      const { times, hashes } = chunkOf(chunks, entry)
      const at = entry % chunkEntries
      const changedAt = times[at * 2] ?? Number.NaN
      if (Number.isNaN(changedAt)) return undefined
      return { changedAt, contentHash: hashes[at] ?? 0n, fetchedAt: times[at * 2 + 1] ?? 0 }
    },
    set: (id, state) => {
      if (!readUuid(id, words)) return void others.set(id, state)
      const hash = hashOf(words, 0)
      const part = partOf(hash)
      const found = find(part, hash)
      const entry = found < 0 ? add(part, hash) : found
      const { times, hashes } = chunkOf(chunks, entry)
      const at = entry % chunkEntries
      if (Number.isNaN(times[at * 2])) held += 1
      times[at * 2] = state.changedAt
      times[at * 2 + 1] = state.fetchedAt
      hashes[at] = state.contentHash
    },
    forget: (id) => {
      if (!readUuid(id, words)) return void others.delete(id)
      const hash = hashOf(words, 0)
      const entry = find(partOf(hash), hash)
      if (entry < 0) return
      const { times } = chunkOf(chunks, entry)
      const at = (entry % chunkEntries) * 2
      if (!Number.isNaN(times[at])) held -= 1
      times[at] = Number.NaN
    },
    size: () => held + others.size,
  }
}

function createChunk(): Chunk {
  return {
    ids: new Uint32Array(chunkEntries * 4),
    times: new Float64Array(chunkEntries * 2),
    hashes: new BigUint64Array(chunkEntries),
  }
}

function chunkOf(chunks: readonly Chunk[], entry: number): Chunk {
  const chunk = chunks[Math.floor(entry / chunkEntries)]
  if (chunk === undefined) throw new RangeError('There is no such entry')
  return chunk
}

function grow(part: Part, chunks: readonly Chunk[]): void {
  const places = new Int32Array(part.places.length * 2)
  const mask = places.length - 1
  for (const taken of part.places) {
    if (taken === 0) continue
    let place = hashOf(chunkOf(chunks, taken - 1).ids, ((taken - 1) % chunkEntries) * 4) & mask
    while (places[place] !== 0) place = (place + 1) & mask
    places[place] = taken
  }
  part.places = places
}

function isAt(ids: Uint32Array, at: number, words: Uint32Array): boolean {
  return ids[at] === words[0] && ids[at + 1] === words[1] && ids[at + 2] === words[2] && ids[at + 3] === words[3]
}

/** Mixes four words such that ids of one maker, alike in most digits, spread over parts and places. */
function hashOf(words: Uint32Array, at: number): number {
  let hash = 0
  for (let nth = at; nth < at + 4; nth += 1) {
    hash = Math.imul(hash ^ (words[nth] ?? 0), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
