import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSickDisk } from './fakes/sick-disk.ts'
import { mountSmallDisk, type SmallDisk } from './fakes/small-disk.ts'
import { drainAll, makeTestFolder, openTestSpool } from './fakes/test-spool.ts'

const MIB = 1024 * 1024

const failed = { code: 'spool-failed', retriable: true }
const probe = await mountSmallDisk(1)
await probe?.remove()
const how = probe ? 'mounted' : 'simulated, because this user must not mount'

let disk: Pick<SmallDisk, 'path' | 'remove'> & Partial<SmallDisk>
const sickDisk = createSickDisk()
beforeAll(async () => {
  disk = (await mountSmallDisk(16)) ?? (await makeTestFolder())
})
afterAll(() => disk.remove())

const toDigest = (payload: Buffer) => createHash('sha256').update(payload).digest('hex')

/** Where nothing could be mounted, the files refuse in the disk's place. */
const files = probe ? {} : { createFile: sickDisk.create }

describe(`a spool on a small disk (${how})`, () => {
  it('keeps what it took when the disk gets full, and takes more when there is room', async () => {
    const { spool, close, clock } = await openTestSpool({ dir: disk.path, segmentBytes: 2 * MIB, ...files })
    const kept: Buffer[] = []
    const append = async (index: number) => {
      const payload = Buffer.alloc(100_000 + index, index)
      await spool.append(payload)
      kept.push(payload)
    }
    const fill = async () => {
      for (let index = 0; ; index += 1) {
        if (!probe && kept.length * 100_000 > 15 * MIB) sickDisk.sick.write = 'ENOSPC'
        await append(index)
      }
    }

    await expect(fill()).rejects.toMatchObject(failed)
    const trouble = spool.trouble()
    clock.ms += 500
    await expect(append(1)).rejects.toMatchObject(failed)
    const first = await spool.takeOldest()
    await first?.remove()
    delete sickDisk.sick.write
    clock.ms += 500
    await append(2)

    expect(trouble).toContain('(ENOSPC)')
    expect(kept.length).toBeGreaterThan(120)
    expect([...(first?.payloads ?? []), ...(await drainAll(spool))].map(toDigest)).toEqual(kept.map(toDigest))
    expect(spool.trouble()).toBeUndefined()
    await close()
  })

  it('opens while the folder is read-only, and has what was in it as soon as it can be written', async () => {
    const before = await openTestSpool({ dir: disk.path })
    await before.spool.append(Buffer.from('before'))
    await before.close()
    disk.remount?.('ro')
    sickDisk.sick.create = 'EROFS'

    const { spool, close, clock } = await openTestSpool({ dir: disk.path, ...files })
    clock.ms += 500
    await expect(spool.append(Buffer.from('refused'))).rejects.toMatchObject(failed)
    const trouble = spool.trouble()
    disk.remount?.('rw')
    delete sickDisk.sick.create
    clock.ms += 500
    await spool.append(Buffer.from('after'))

    expect(trouble).toContain('(EROFS)')
    expect(spool.trouble()).toBeUndefined()
    expect((await drainAll(spool)).map(String)).toEqual(['before', 'after'])
    await close()
  })
})
