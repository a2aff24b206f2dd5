import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimFolder } from './claim-folder.ts'
import { makeTestFolder } from './fakes/test-spool.ts'
import { lockFolder } from './lock-folder.ts'

let folder: Awaited<ReturnType<typeof makeTestFolder>>
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => folder.remove())

describe('claimFolder', () => {
  it('makes what is missing, and gives the lowest folder that nobody holds', async () => {
    const dir = join(folder.path, 'not', 'there')
    const zero = await claimFolder(dir)
    const one = await claimFolder(dir)
    await writeFile(join(zero.path, 'something'), '')
    await zero.release()
    const again = await claimFolder(dir)

    expect([zero.path, one.path, again.path]).toEqual([join(dir, '0'), join(dir, '1'), join(dir, '0')])
    expect(await lockFolder(join(dir, '1'))).toBeUndefined()
    await again.release()
    await one.release()
  })

  it('never gives one folder to two, however they come and go', async () => {
    const held = new Set<string>()
    const clashes: string[] = []
    async function comeAndGo(): Promise<void> {
      for (let turn = 0; turn < 20; turn += 1) {
        const { path, release } = await claimFolder(folder.path)
        if (held.has(path)) clashes.push(path)
        held.add(path)
        await new Promise((resolve) => setImmediate(resolve))
        held.delete(path)
        await release()
      }
    }

    await Promise.all(Array.from({ length: 6 }, comeAndGo))

    expect(clashes).toEqual([])
    expect(await readdir(folder.path)).toEqual([])
  })

  it('does not take a second release for its own', async () => {
    const first = await claimFolder(folder.path)
    await first.release()
    const second = await claimFolder(folder.path)

    await first.release()

    expect(second.path).toBe(first.path)
    expect(await lockFolder(second.path)).toBeUndefined()
    expect(await readdir(second.path)).toEqual(['lock'])
    await second.release()
  })
})
