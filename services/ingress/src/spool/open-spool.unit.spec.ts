import { readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSickDisk } from './fakes/sick-disk.ts'
import { drainAll, makeTestFolder, openTestSpool } from './fakes/test-spool.ts'

let folder: Awaited<ReturnType<typeof makeTestFolder>>
beforeEach(async () => {
  folder = await makeTestFolder()
})
afterEach(() => folder.remove())

const text = (value: string) => Buffer.from(value)

describe('openSpool', () => {
  it('gives back all that was appended, in order, with the time of the oldest, also after it was opened anew', async () => {
    const act = fc.oneof(
      { weight: 5, arbitrary: fc.record({ name: fc.constant('append'), bytes: fc.integer({ min: 1, max: 150 }) }) },
      { weight: 2, arbitrary: fc.record({ name: fc.constantFrom('drain', 'take', 'reopen') }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
        const { path: dir, remove } = await makeTestFolder()
        let model: { readonly payload: Buffer; readonly at: number }[] = []
        let opened = await openTestSpool({ dir, segmentBytes: 300 })
        let atMs = 1_000_000
        for (const [index, each] of acts.entries()) {
          atMs += 1_000
          opened.clock.ms = atMs
          if ('bytes' in each) {
            const payload = Buffer.alloc(each.bytes, index)
            await opened.spool.append(payload)
            model.push({ payload, at: atMs })
          } else if (each.name === 'reopen') {
            await opened.close()
            opened = await openTestSpool({ dir, segmentBytes: 300 })
          } else {
            const taken = await opened.spool.takeOldest()
            const count = taken?.payloads.length ?? 0
            expect(count > 0).toBe(model.length > 0)
            expect(taken?.payloads ?? []).toEqual(model.slice(0, count).map(({ payload }) => payload))
            if (each.name === 'drain') {
              await taken?.remove()
              model = model.slice(count)
            }
          }
          expect(opened.spool.oldestAt()).toBe(model[0]?.at)
          expect(opened.spool.bytes() > 0).toBe(model.length > 0)
        }
        expect(await drainAll(opened.spool)).toEqual(model.map(({ payload }) => payload))
        expect(opened.spool.bytes()).toBe(0)
        await opened.close()
        await remove()
      }),
      { numRuns: 25 },
    )
  })

  it('shares a sync among all that came while the last one ran', async () => {
    const disk = createSickDisk()
    const { spool, close } = await openTestSpool({ dir: folder.path, createFile: disk.create })
    disk.counts.synced = 0

    const first = spool.append(text('first'))
    await new Promise((resolve) => setImmediate(resolve))
    const others = Array.from({ length: 300 }, (_, index) => spool.append(text(`other ${index}`)))
    await Promise.all([first, ...others])

    expect(disk.counts.synced).toBe(2)
    expect(await drainAll(spool)).toHaveLength(301)
    await close()
  })

  it('gives each payload once, in order, while more are appended', async () => {
    const { spool, close } = await openTestSpool({ dir: folder.path, segmentBytes: 200 })
    const wanted = Array.from({ length: 300 }, (_, index) => text(`payload ${index}`))
    let isDone = false
    const appending = Promise.all(wanted.map((payload) => spool.append(payload))).then(async () => {
      for (const payload of wanted) await spool.append(payload)
      isDone = true
    })

    const drained: Buffer[] = []
    while (!isDone) {
      drained.push(...(await drainAll(spool)))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await appending
    drained.push(...(await drainAll(spool)))

    expect(drained.map(String)).toEqual([...wanted, ...wanted].map(String))
    expect(spool.bytes()).toBe(0)
    await close()
  })

  it('refuses what would exceed the bound, never has more on disk, and takes it again after a drain', async () => {
    const { spool, close } = await openTestSpool({ dir: folder.path, maxBytes: 1_000, segmentBytes: 200 })

    const results = await Promise.allSettled(Array.from({ length: 20 }, () => spool.append(Buffer.alloc(92, 'x'))))
    const kept = results.filter(({ status }) => status === 'fulfilled').length

    expect(kept).toBeGreaterThanOrEqual(8)
    expect(results.at(-1)).toMatchObject({ reason: { code: 'spool-full', retriable: true } })
    expect(spool.bytes()).toBeGreaterThan(kept * 100)
    expect(spool.bytes()).toBeLessThanOrEqual(1_000)
    await expect(spool.append(Buffer.alloc(500))).rejects.toMatchObject({ code: 'spool-full' })
    expect(spool.trouble()).toMatch(/^The spool is full: \d+ bytes wait, SPOOL_MAX_BYTES is 1000\.$/)
    expect(await drainAll(spool)).toHaveLength(kept)
    expect(spool.trouble()).toBeUndefined()
    await spool.append(Buffer.alloc(500))
    await close()
  })

  it('refuses a payload without a byte, and not the others of its group', async () => {
    const { spool, close } = await openTestSpool({ dir: folder.path })

    const results = await Promise.allSettled([spool.append(text('a')), spool.append(Buffer.alloc(0))])

    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await close()
  })

  it('keeps a damaged segment aside, says where, and drains what stands before the damage', async () => {
    const before = await openTestSpool({ dir: folder.path })
    for (const payload of ['one', 'two', 'three']) await before.spool.append(text(payload))
    await before.close()
    const [name = ''] = (await readdir(join(folder.path, '0'))).filter((each) => each.endsWith('.segment'))
    const file = join(folder.path, '0', name)
    const bytes = await readFile(file)
    bytes.writeUInt8(bytes.readUInt8(28) ^ 1, 28)
    await writeFile(file, bytes)

    const { spool, close, lines } = await openTestSpool({ dir: folder.path })
    const drained = await drainAll(spool)
    await close()

    expect(drained).toEqual([text('one')])
    expect(spool.bytes()).toBe(0)
    expect(lines.join()).toContain(`"file":"${file}","position":19,"keptAs":"${name}.damaged"`)
    expect(await readFile(`${file}.damaged`)).toEqual(bytes)
    const after = await openTestSpool({ dir: folder.path })
    expect(await after.spool.takeOldest()).toBeUndefined()
    await after.close()
  })

  it('goes on where somebody removed a segment', async () => {
    const { spool, close, lines } = await openTestSpool({ dir: folder.path, segmentBytes: 1 })
    await spool.append(text('gone'))
    await spool.append(text('there'))
    const [name = ''] = (await readdir(join(folder.path, '0'))).filter((each) => each.endsWith('.segment')).sort()
    await unlink(join(folder.path, '0', name))

    expect(await drainAll(spool)).toEqual([text('there')])
    expect(lines.join()).toContain('a segment of the spool is gone')
    await close()
  })

  it('leaves nothing behind when everything was drained', async () => {
    const { spool, close } = await openTestSpool({ dir: folder.path })
    await spool.append(text('a'))
    await drainAll(spool)

    await close()

    expect(await readdir(folder.path)).toEqual([])
    await expect(spool.append(text('b'))).rejects.toMatchObject({ code: 'spool-failed' })
  })
})
