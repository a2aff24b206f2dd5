import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

import { toCacheDir } from './cache-dir.ts'

/** Milliseconds for which a port is claimed: who is to listen on it may wait for others before. */
const claimMs = 120_000

let folder: Promise<string> | undefined

/**
 * Claims a port among all processes of this user, by a file of its name: between its being chosen and its being listened
 * on nothing else shows that it is taken.
 *
 * @returns false when another claim of it is younger than two minutes
 */
export async function claimPort(port: number): Promise<boolean> {
  folder ??= openFolder()
  const file = join(await folder, String(port))
  try {
    await writeFile(file, '', { flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    if (!(await isOld(file))) return false
    await utimes(file, new Date(), new Date())
  }
  return true
}

/** Makes the folder of claims, and clears it of those that are over. */
async function openFolder(): Promise<string> {
  const path = join(toCacheDir(process.env, homedir()), 'ports')
  await mkdir(path, { recursive: true })
  for (const name of await readdir(path)) {
    if (await isOld(join(path, name))) await rm(join(path, name), { force: true })
  }
  return path
}

async function isOld(file: string): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }))
  return Date.now() - mtimeMs >= claimMs
}
