import { basename } from 'node:path'
import type { Folder } from './lock-folder.ts'

/** A segment file that holds entries not drained yet. */
export type Segment = {
  readonly path: string
  readonly folder: Folder
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Bytes that are believed: all that are synced, or for a file that was found, all there are. */
  readonly bytes: number
}

/** The segments not drained yet, oldest first. */
export type Segments = {
  /** Adds a segment, or replaces what is known of it. */
  readonly put: (segment: Segment) => void
  readonly drop: (segment: Segment) => void
  /** Oldest first. */
  readonly list: () => readonly Segment[]
  readonly isHeldBy: (folder: Folder) => boolean
  readonly bytes: () => number
  readonly oldestAt: () => number | undefined
}

/** Creates an empty list of segments. */
export function createSegments(): Segments {
  let sorted: readonly Segment[] = []
  let bytes = 0

  function drop({ path }: Segment): void {
    const known = sorted.find((other) => other.path === path)
    if (!known) return
    bytes -= known.bytes
    sorted = sorted.filter((other) => other !== known)
  }

  function put(segment: Segment): void {
    const place = sorted.findIndex((other) => other.path === segment.path)
    const known = sorted[place]
    bytes += segment.bytes - (known?.bytes ?? 0)
    sorted = known ? sorted.with(place, segment) : [...sorted, segment].sort(byName)
  }

  return {
    put,
    drop,
    list: () => sorted,
    isHeldBy: (folder) => sorted.some((segment) => segment.folder === folder),
    bytes: () => bytes,
    oldestAt: () => sorted[0]?.createdAt,
  }
}

/** Names sort by creation; those of several folders are few enough to be compared as they are. */
function byName(one: Segment, other: Segment): number {
  const [name, otherName] = [basename(one.path), basename(other.path)]
  if (name === otherName) return one.path < other.path ? -1 : 1
  return name < otherName ? -1 : 1
}
