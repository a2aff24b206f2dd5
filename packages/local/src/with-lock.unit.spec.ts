import { mkdir, readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { withTemporaryFolder } from './temporary-folder.ts'
import { withLock } from './with-lock.ts'

const inTemporary = (work: (folder: string) => Promise<void>) => () => withTemporaryFolder('bellhop-test-', work)

describe('withLock', () => {
  it(
    'lets the second work begin only after the first has ended, and says that it waits',
    inTemporary(async (folder) => {
      const lock = join(folder, 'lock')
      const told: string[] = []
      let release = () => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })

      let begin = () => {}
      const begun = new Promise<void>((resolve) => {
        begin = resolve
      })

      const first = withLock(lock, async () => {
        begin()
        await released
        told.push('first ends')
      })
      await begun
      const second = withLock(
        lock,
        async () => void told.push('second begins'),
        () => {
          told.push('second waits')
          release()
        },
      )
      await Promise.all([first, second])

      expect(told).toEqual(['second waits', 'first ends', 'second begins'])
    }),
  )

  it(
    'takes over the lock of a process that is gone',
    inTemporary(async (folder) => {
      const lock = join(folder, 'lock')
      const longAgo = new Date(Date.now() - 60_000)
      await mkdir(lock)
      await utimes(lock, longAgo, longAgo)

      expect(await withLock(lock, async () => 'done')).toBe('done')

      expect(await readdir(folder)).toEqual([])
    }),
  )

  it(
    'is free again after work that failed',
    inTemporary(async (folder) => {
      const lock = join(folder, 'lock')
      const failing = withLock(lock, async () => {
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')

      expect(await withLock(lock, async () => 'done')).toBe('done')
    }),
  )
})
