import { join } from 'node:path'
import { type Folder, lockFolder } from './lock-folder.ts'
import { makeFolder } from './sync-folder.ts'

/** More folders than workers that one spool will ever have: beyond it the search is a mistake. */
const MAX_FOLDERS = 10_000

/**
 * Claims the lowest of `dir/0`, `dir/1`, … that nobody holds, and makes it where needed.
 *
 * @throws an error of the file system when one cannot be made or locked.
 */
export async function claimFolder(dir: string): Promise<Folder> {
  for (let index = 0; index < MAX_FOLDERS; index += 1) {
    const path = join(dir, String(index))
    await makeFolder(path)
    const folder = await lockFolder(path)
    if (folder) return folder
  }
  throw new Error(`${MAX_FOLDERS} folders of the spool are locked`)
}
