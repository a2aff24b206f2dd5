import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '@bellhop/runtime'
import { findSegments } from './find-segments.ts'
import { lockFolder } from './lock-folder.ts'
import type { Segments } from './segments.ts'

/**
 * Looks for folders that nobody holds, whose workers are gone, and adds their segments to those to drain. The lock is
 * kept until the last of them is drained. Folders without any are removed.
 *
 * @returns how many folders were adopted.
 * @throws an error of the file system; what was adopted before it stays so.
 */
export async function adoptOrphans(dir: string, segments: Segments): Promise<number> {
  let count = 0
  for (const name of await readdirOrNone(dir)) {
    if (/^\d+$/.test(name) && (await adoptOrphan(join(dir, name), segments))) count += 1
  }
  return count
}

async function adoptOrphan(path: string, segments: Segments): Promise<boolean> {
  const folder = await lockFolder(path)
  if (!folder) return false
  let isHeld = false
  try {
    const found = await findSegments(folder)
    for (const segment of found.segments) segments.put(segment)
    isHeld = found.segments.length > 0
  } finally {
    if (!isHeld) await folder.release()
  }
  return isHeld
}

async function readdirOrNone(dir: string): Promise<string[]> {
  try {
    return await readdir(dir)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}
