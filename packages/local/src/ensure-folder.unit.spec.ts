import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { ensureFolder } from './ensure-folder.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

const inTemporary = (work: (cacheDir: string) => Promise<void>) => () => withTemporaryFolder('bellhop-test-', work)
const writeWhole = (folder: string) => writeFile(join(folder, 'part'), 'whole')

describe('ensureFolder', () => {
  it(
    'fills the folder once, though asked twice at once and once later',
    inTemporary(async (cacheDir) => {
      let fills = 0
      const fill = async (folder: string) => {
        fills += 1
        await writeWhole(folder)
      }

      const folders = await Promise.all([ensureFolder(cacheDir, 'a-1', fill), ensureFolder(cacheDir, 'a-1', fill)])
      await ensureFolder(cacheDir, 'a-1', fill)

      expect(fills).toBe(1)
      expect(new Set(folders)).toEqual(new Set([join(cacheDir, 'a-1')]))
      expect(await readFile(join(cacheDir, 'a-1', 'part'), 'utf8')).toBe('whole')
    }),
  )

  it(
    'leaves nothing behind when the filling fails, and fills at the next call',
    inTemporary(async (cacheDir) => {
      const failing = ensureFolder(cacheDir, 'a-1', async (folder) => {
        await writeFile(join(folder, 'part'), 'half')
        throw new Error('no network')
      })
      await expect(failing).rejects.toThrow('no network')
      expect(await readdir(cacheDir)).toEqual([])

      await ensureFolder(cacheDir, 'a-1', writeWhole)

      expect(await readdir(cacheDir)).toEqual(['a-1'])
    }),
  )

  it(
    'is not under its name before it is whole',
    inTemporary(async (cacheDir) => {
      let seen: string[] = []

      await ensureFolder(cacheDir, 'a-1', async (folder) => {
        await writeWhole(folder)
        seen = await readdir(cacheDir)
      })

      expect(seen).not.toContain('a-1')
    }),
  )

  it(
    'removes what a killed process left an hour ago, and not what is being filled now',
    inTemporary(async (cacheDir) => {
      const longAgo = new Date(Date.now() - 7_200_000)
      await mkdir(join(cacheDir, 'a-1.partial-old'))
      await utimes(join(cacheDir, 'a-1.partial-old'), longAgo, longAgo)
      await mkdir(join(cacheDir, 'a-1.partial-new'))

      await ensureFolder(cacheDir, 'a-1', writeWhole)

      expect((await readdir(cacheDir)).sort()).toEqual(['a-1', 'a-1.partial-new'])
    }),
  )

  it(
    'takes the folder of another process that was faster',
    inTemporary(async (cacheDir) => {
      const folder = await ensureFolder(cacheDir, 'a-1', async (partial) => {
        await writeFile(join(partial, 'part'), 'ours')
        await mkdir(join(cacheDir, 'a-1'))
        await writeFile(join(cacheDir, 'a-1', 'part'), 'theirs')
      })

      expect(await readFile(join(folder, 'part'), 'utf8')).toBe('theirs')
      expect(await readdir(cacheDir)).toEqual(['a-1'])
    }),
  )
})
