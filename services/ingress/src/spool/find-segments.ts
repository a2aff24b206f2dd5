import { readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Folder } from './lock-folder.ts'
import { MAGIC } from './segment-format.ts'
import { parseSegmentName, type SegmentStamp } from './segment-name.ts'
import type { Segment } from './segments.ts'

/** What a folder held when it was locked. */
export type FoundSegments = {
  readonly segments: readonly Segment[]
  /** The highest creation time and counter of any segment, those kept aside included; new ones are named after them. */
  readonly last: SegmentStamp | undefined
}

/** Finds the segments that somebody left in a folder; removes those that cannot hold an entry. */
export async function findSegments(folder: Folder): Promise<FoundSegments> {
  const segments: Segment[] = []
  let last: SegmentStamp | undefined
  for (const name of await readdir(folder.path)) {
    const stamp = parseSegmentName(name)
    if (!stamp) continue
    last = {
      createdAt: Math.max(stamp.createdAt, last?.createdAt ?? 0),
      counter: Math.max(stamp.counter, last?.counter ?? 0),
    }
    if (stamp.isDamaged) continue
    const path = join(folder.path, name)
    const { size } = await stat(path)
    if (size > MAGIC.byteLength) segments.push({ path, folder, createdAt: stamp.createdAt, bytes: size })
    else await unlink(path).catch(() => undefined)
  }
  return { segments, last }
}
