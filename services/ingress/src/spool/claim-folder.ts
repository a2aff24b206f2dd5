import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '@bellhop/runtime'
import { type Folder, lockFolder } from './lock-folder.ts'
import { makeFolder, syncFolder } from './sync-folder.ts'

/** More folders than workers that one spool will ever have: beyond it the search is a mistake. */
const MAX_FOLDERS = 10_000

/**
 * Claims the lowest of `dir/0`, `dir/1`, … that nobody holds, and makes it where needed.
 *
 * @throws an error of the file system when one cannot be made or locked.
 */
export async function claimFolder(dir: string): Promise<Folder> {
  await makeFolder(dir)
  for (let index = 0; index < MAX_FOLDERS; index += 1) {
    const path = join(dir, String(index))
    await makeNumbered(dir, path)
    const folder = await lockFolder(path)
    if (folder) return folder
  }
  throw new Error(`${MAX_FOLDERS} folders of the spool are locked`)
}

/** Not with those above it: another process may remove the folder at any moment, which that way takes for an error. */
async function makeNumbered(dir: string, path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    throw error
  }
  await syncFolder(dir)
}
