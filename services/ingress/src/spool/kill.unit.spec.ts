import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppendingProcess, openAppendingProcess } from './fakes/appending-process.ts'
import { compileSpool } from './fakes/compile-spool.ts'
import { toNumber } from './fakes/numbered-payload.ts'
import { drainAll, makeTestFolder, openTestSpool } from './fakes/test-spool.ts'

/** More kills belong to a longer run. */
const KILLS = Number(process.env['BELLHOP_SPOOL_KILLS'] ?? 10)

/** How far apart the first numbers of two processes are. */
const NUMBERS = 10_000_000

let folder: Awaited<ReturnType<typeof makeTestFolder>>
let entry: string
beforeAll(async () => {
  folder = await makeTestFolder()
  entry = await compileSpool(join(folder.path, 'compiled'))
}, 60_000)
afterAll(() => folder.remove())

/** Not only at once after a sync: a kill must meet every step of it. */
async function killAtRandom(appending: AppendingProcess): Promise<void> {
  await sleep(Math.random() * 100)
  await appending.kill()
}

describe('a spool whose process is killed', () => {
  it(`gives all that was durable and nothing that was not appended, at ${KILLS} random moments`, async () => {
    const dir = join(folder.path, 'killed')
    for (let round = 0; round < KILLS; round += 1) {
      const appending = await openAppendingProcess(entry, dir, round * NUMBERS)
      await killAtRandom(appending)

      const { spool, close, lines } = await openTestSpool({ dir })
      const drained = new Set((await drainAll(spool)).map(toNumber))
      await close()

      const durable = appending.durable()
      expect(durable.length).toBeGreaterThan(0)
      expect(durable.filter((number) => !drained.has(number))).toEqual([])
      expect([...drained].filter((number) => Math.floor(number / NUMBERS) !== round)).toEqual([])
      expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([])
    }
  }, 600_000)

  it('has a folder of its own while it lives, which another drains and removes when it is gone', async () => {
    const dir = join(folder.path, 'orphaned')
    const one = await openAppendingProcess(entry, dir, 0)
    const other = await openAppendingProcess(entry, dir, NUMBERS)
    const { spool, close } = await openTestSpool({ dir, lookIntervalMs: 10 })
    await sleep(50)
    const whileTheyLive = spool.oldestAt()
    const folders = (await readdir(dir)).sort()

    await Promise.all([killAtRandom(one), killAtRandom(other)])
    const drained = new Set<number>()
    await expect
      .poll(
        async () => {
          for (const payload of await drainAll(spool)) drained.add(toNumber(payload))
          return readdir(dir)
        },
        { timeout: 30_000 },
      )
      .toEqual(['2'])
    await close()

    expect(whileTheyLive).toBeUndefined()
    expect(folders).toEqual(['0', '1', '2'])
    expect([...one.durable(), ...other.durable()].filter((number) => !drained.has(number))).toEqual([])
  }, 60_000)

  it('leaves its segments to the one that takes its place, and only to that one', async () => {
    const dir = join(folder.path, 'adopted')
    const killed = await openAppendingProcess(entry, dir, 0)
    await killed.kill()

    const one = await openTestSpool({ dir })
    const other = await openTestSpool({ dir })

    expect(one.spool.bytes()).toBeGreaterThan(0)
    expect(other.spool.bytes()).toBe(0)
    expect(await other.spool.takeOldest()).toBeUndefined()
    await other.close()
    await one.close()
  }, 60_000)
})
