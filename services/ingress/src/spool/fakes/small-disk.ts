import { execFileSync } from 'node:child_process'
import { makeTestFolder } from './test-spool.ts'

/** A file system of its own, in memory. */
export type SmallDisk = {
  readonly path: string
  readonly remount: (how: 'ro' | 'rw') => void
  readonly remove: () => Promise<void>
}

/** Mounts a disk of the given MiB; undefined where this user must not. */
export async function mountSmallDisk(mib: number): Promise<SmallDisk | undefined> {
  const { path, remove } = await makeTestFolder()
  const run = (command: string, ...words: string[]) => execFileSync(command, [...words, path], { stdio: 'pipe' })
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs')
  } catch {
    await remove()
    return undefined
  }
  return {
    path,
    remount: (how) => void run('mount', '-o', `remount,${how}`),
    remove: async () => {
      run('umount')
      await remove()
    },
  }
}
