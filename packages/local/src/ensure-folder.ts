import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { withLock } from './with-lock.ts'

/** Older unfinished folders have nobody at work in them any more. */
const abandonedAfterMs = 3_600_000

/**
 * Gives the folder `name` in `cacheDir`, filled by `fill` the first time.
 *
 * The folder appears under its name by one rename, so it is whole or absent, whoever is killed while filling it.
 *
 * @param fill - given an empty folder beside it; when it rejects, that folder is removed and nothing remains.
 * @param onWait - called once if another process is filling it now.
 */
export async function ensureFolder(
  cacheDir: string,
  name: string,
  fill: (folder: string) => Promise<void>,
  onWait?: () => void,
): Promise<string> {
  const folder = join(cacheDir, name)
  if (await exists(folder)) return folder

  await mkdir(cacheDir, { recursive: true })
  await withLock(
    join(cacheDir, `${name}.lock`),
    async () => {
      if (await exists(folder)) return
      await removeAbandoned(cacheDir, `${name}.partial-`)
      const partial = await mkdtemp(join(cacheDir, `${name}.partial-`))
      try {
        await fill(partial)
        await rename(partial, folder).catch(async (error: unknown) => {
          // Another process was faster: its folder is as whole as ours.
          if (!(await exists(folder))) throw error
        })
      } finally {
        await rm(partial, { recursive: true, force: true })
      }
    },
    onWait,
  )
  return folder
}

async function removeAbandoned(cacheDir: string, prefix: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith(prefix)) continue
    const path = join(cacheDir, name)
    const changed = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    )
    if (Date.now() - changed > abandonedAfterMs) await rm(path, { recursive: true, force: true })
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
