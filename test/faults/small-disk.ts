import { execFileSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import type { Opened } from '@bellhop/runtime'

/** Mounts a disk of the given MiB, in memory, on a folder that it makes; undefined where this user must not mount. */
export async function openSmallDisk(path: string, mib: number): Promise<Opened<string> | undefined> {
  await mkdir(path)
  const run = (command: string, ...words: string[]) => execFileSync(command, [...words, path], { stdio: 'pipe' })
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${mib}m`, 'tmpfs')
  } catch {
    return undefined
  }
  return { value: path, close: async () => void run('umount') }
}
