import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSickDisk } from './fakes/sick-disk.ts'
import { drainAll, makeTestFolder, openTestSpool } from './fakes/test-spool.ts'

let folder: Awaited<ReturnType<typeof makeTestFolder>>
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => folder.remove())

const text = (value: string) => Buffer.from(value)
const failed = { code: 'spool-failed', retriable: true }

describe('a spool on a sick disk', () => {
  it.each([
    ['write', 'ENOSPC'],
    ['sync', 'EIO'],
  ] as const)(
    'rejects the group whose %s failed, keeps what was synced, and begins a new file',
    async (step, errno) => {
      const disk = createSickDisk()
      const { spool, close, clock, lines } = await openTestSpool({ dir: folder.path, createFile: disk.create })
      await spool.append(text('synced'))

      disk.sick[step] = errno
      const lost = await Promise.allSettled([spool.append(text('lost 1')), spool.append(text('lost 2'))])
      delete disk.sick[step]
      const [name = ''] = (await readdir(join(folder.path, '0'))).filter((each) => each.endsWith('.segment'))
      const { size } = await stat(join(folder.path, '0', name))
      clock.ms += 500
      await spool.append(text('healed'))

      expect(lost).toMatchObject([{ reason: failed }, { reason: failed }])
      expect(size).toBe(spool.bytes() - 22)
      expect(await drainAll(spool)).toEqual([text('synced'), text('healed')])
      expect(spool.trouble()).toBeUndefined()
      expect(lines.join()).toContain(errno)
      expect(lines.join()).toContain('the spool can be written again')
      await close()
    },
  )

  it('tries nothing for 500 ms after a failure, and says why', async () => {
    const disk = createSickDisk()
    const { spool, close, clock } = await openTestSpool({ dir: folder.path, createFile: disk.create })
    disk.sick.create = 'EROFS'
    await expect(spool.append(text('a'))).rejects.toMatchObject(failed)
    const { created } = disk.counts

    clock.ms += 499
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => spool.append(text('b'))))

    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    expect(disk.counts.created).toBe(created)
    expect(spool.trouble()).toBe(`SPOOL_DIR cannot be used: ${join(folder.path, '0')} (EROFS).`)
    await close()
  })

  it('does not wait for ever where the clock was set back', async () => {
    const disk = createSickDisk()
    const { spool, close, clock } = await openTestSpool({ dir: folder.path, createFile: disk.create })
    disk.sick.create = 'EIO'
    await expect(spool.append(text('a'))).rejects.toMatchObject(failed)
    delete disk.sick.create

    clock.ms -= 3_600_000
    await spool.append(text('b'))
    await close()
  })

  it('opens where its folder cannot be made, says why, and heals with an append once it can', async () => {
    const dir = join(folder.path, 'file')
    await writeFile(dir, '')
    const { spool, close, clock } = await openTestSpool({ dir })

    expect(spool.trouble()).toBe(`SPOOL_DIR cannot be used: ${dir} (EEXIST).`)
    expect(await spool.takeOldest()).toBeUndefined()
    clock.ms += 500
    await expect(spool.append(text('a'))).rejects.toMatchObject(failed)
    await rm(dir)
    clock.ms += 500
    await spool.append(text('b'))

    expect(spool.trouble()).toBeUndefined()
    expect(await drainAll(spool)).toEqual([text('b')])
    await close()
  })

  it('claims another folder when its own is removed under it', async () => {
    const { spool, close, clock } = await openTestSpool({ dir: folder.path, segmentBytes: 1 })
    await spool.append(text('a'))
    await rm(join(folder.path, '0'), { recursive: true })

    await expect(spool.append(text('b'))).rejects.toMatchObject(failed)
    clock.ms += 500
    await spool.append(text('c'))

    expect(await drainAll(spool)).toEqual([text('c')])
    await close()
  })

  it('finds by itself that a disk is well again', async () => {
    const disk = createSickDisk()
    const opened = await openTestSpool({ dir: folder.path, createFile: disk.create, lookIntervalMs: 5 })
    disk.sick.create = 'ENOSPC'
    await expect(opened.spool.append(text('a'))).rejects.toMatchObject(failed)

    delete disk.sick.create
    opened.clock.ms += 500

    await expect.poll(opened.spool.trouble, { timeout: 30_000 }).toBeUndefined()
    expect(opened.spool.oldestAt()).toBeUndefined()
    await opened.close()
  })
})
