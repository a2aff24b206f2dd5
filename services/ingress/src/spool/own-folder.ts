import { stat } from 'node:fs/promises'
import { codeOf } from '@bellhop/runtime'
import { claimFolder } from './claim-folder.ts'
import { findSegments } from './find-segments.ts'
import type { Folder } from './lock-folder.ts'
import { type SegmentStamp, toNextStamp } from './segment-name.ts'
import type { Segments } from './segments.ts'

/** The folder that this process writes to, as soon as it can be had. */
export type OwnFolder = {
  /** Gives the folder; claims one, with the segments in it, if there is none. Rejects with the file system's error. */
  readonly have: () => Promise<Folder>
  /** The stamp of the next segment. */
  readonly nextStamp: (atMs: number) => SegmentStamp
  readonly isOwn: (folder: Folder) => boolean
  /** Gives the folder up if somebody removed it, with the segments in it, so that another is claimed. Never rejects. */
  readonly check: () => Promise<void>
  readonly release: () => Promise<void>
}

/** Creates the holder of the own folder. Nothing is claimed yet; calls must not overlap. */
export function createOwnFolder(dir: string, segments: Segments): OwnFolder {
  let folder: Folder | undefined
  let last: SegmentStamp | undefined

  async function claim(): Promise<Folder> {
    const claimed = await claimFolder(dir)
    try {
      const found = await findSegments(claimed)
      for (const segment of found.segments) segments.put(segment)
      last = found.last
    } catch (error) {
      await claimed.release()
      throw error
    }
    folder = claimed
    return claimed
  }

  async function check(): Promise<void> {
    const held = folder
    if (!held || !(await isGone(held.path))) return
    for (const segment of segments.list()) if (segment.folder === held) segments.drop(segment)
    await release()
  }

  async function release(): Promise<void> {
    const held = folder
    folder = undefined
    await held?.release()
  }

  return {
    have: async () => folder ?? (await claim()),
    nextStamp: (atMs) => {
      last = toNextStamp(last, atMs)
      return last
    },
    isOwn: (other) => other === folder,
    check,
    release,
  }
}

async function isGone(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: unknown) => codeOf(error) === 'ENOENT',
  )
}
