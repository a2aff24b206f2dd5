import { type FileHandle, open, readdir, rmdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '@bellhop/runtime'
import { tryLock } from 'fs-native-extensions'

const LOCK_NAME = 'lock'

/** A folder of segments that only this process uses, for as long as it holds the lock. */
export type Folder = {
  readonly path: string
  /** Gives the folder up, and removes it if nothing but the lock is in it. Never rejects; does nothing the second time. */
  readonly release: () => Promise<void>
}

/**
 * Locks a folder that is there.
 *
 * @returns undefined while another process (or another lock of this one) holds it, and when it was removed meanwhile.
 * @throws an error of the file system when the lock's file cannot be had.
 */
export async function lockFolder(path: string): Promise<Folder | undefined> {
  const lockPath = join(path, LOCK_NAME)
  const handle = await openLock(lockPath)
  if (!handle) return undefined
  let isLocked = false
  try {
    isLocked = tryLock(handle.fd) && (await isStillThere(handle, lockPath))
  } finally {
    if (!isLocked) await handle.close()
  }
  if (!isLocked) return undefined

  let released: Promise<void> | undefined
  return {
    path,
    release: () => {
      released ??= release(path, handle)
      return released
    },
  }
}

async function openLock(lockPath: string): Promise<FileHandle | undefined> {
  try {
    return await open(lockPath, 'a+')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Whoever held the lock before may have removed the folder: then the lock is on a file that nobody else can see. */
async function isStillThere(handle: FileHandle, lockPath: string): Promise<boolean> {
  const [held, seen] = await Promise.all([handle.stat(), stat(lockPath).catch(() => undefined)])
  return held.ino === seen?.ino && held.dev === seen.dev
}

/** The lock is held until the folder is gone, so that nobody takes a folder that is about to vanish. */
async function release(path: string, handle: FileHandle): Promise<void> {
  try {
    const names = await readdir(path)
    if (names.every((name) => name === LOCK_NAME)) {
      await unlink(join(path, LOCK_NAME))
      await rmdir(path)
    }
  } catch {
    // A folder that stays is found again and does no harm.
  }
  await handle.close().catch(() => undefined)
}
