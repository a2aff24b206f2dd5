import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMetrics } from '@bellhop/runtime'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from './clock.ts'
import { openLog } from './fakes/open-log.ts'
import { openDirectory } from './open-directory.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellhop-directory-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(folder, { recursive: true })
})

async function open() {
  const path = join(folder, 'directory.json')
  const write = (text: string) => writeFile(path, text)
  const writeCredentials = (...credentials: readonly object[]) =>
    write(JSON.stringify({ baseUrl: 'https://api.example.com', clientToken: 'client-secret', credentials }))
  const rotate = (token: string) => writeFile(join(folder, 'token'), token)
  await rotate('first-secret')
  await writeCredentials(grand)
  const { lines, log } = openLog()
  const metrics = createMetrics('enricher')
  const options = { path, env: {}, partitions: 12, log, metrics, clock: systemClock }
  const { value: directory, close } = await openDirectory(options)
  const readsOf = async (outcome: string) =>
    (await metrics.directoryReads.get()).values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0
  /** Lets time pass until readings have come to that outcome so often. */
  const until = (outcome: string, times: number) =>
    vi.waitFor(
      async () => {
        await vi.advanceTimersByTimeAsync(100)
        expect(await readsOf(outcome)).toBeGreaterThanOrEqual(times)
      },
      { timeout: 30_000, interval: 1 },
    )
  return { directory, metrics, write, writeCredentials, rotate, lines, until, close }
}

const grand = { name: 'grand', accessToken: { file: 'token' }, enterpriseIds: ['e1'] }

describe('the directory of a running enricher', () => {
  it('begins the rest of each token with 0, so that its first 429 is an increase', async () => {
    const { metrics, close } = await open()

    expect(await metrics.text()).toContain('bellhop_enricher_frozen_seconds_total{credential="grand"} 0')
    await close()
  })

  it('is read again, with the secrets that it names', async () => {
    const { directory, rotate, until, close } = await open()
    const before = directory.current()

    await rotate('second-secret')
    await until('changed', 2)

    expect(before.directory.credentials[0]?.accessToken).toBe('first-secret')
    expect(directory.current().routing.credentials.get('e1')?.accessToken).toBe('second-secret')
    expect(directory.mayCall(before)).toBe(false)
    expect(directory.mayCommit(before)).toBe(true)
    expect(directory.mayCall(directory.current())).toBe(true)
    await close()
  })

  it('stays the same object while nothing changes', async () => {
    const { directory, until, close } = await open()
    const before = directory.current()

    await until('unchanged', 2)

    expect(directory.current()).toBe(before)
    expect(directory.mayCall(before)).toBe(true)
    await close()
  })

  it('is refused when it is broken, each time with every problem and no secret, and the last good one stays', async () => {
    const { directory, writeCredentials, lines, until, close } = await open()
    const before = directory.current()

    await writeCredentials(grand, { ...grand, name: 'twin' })
    await until('refused', 2)

    expect(directory.current()).toBe(before)
    expect(directory.mayCall(before)).toBe(true)
    const told = lines.filter((line) => line.includes('its last good state stays'))
    expect(told.length).toBeGreaterThanOrEqual(2)
    expect(told[0]).toContain('enterprise e1 is given under')
    expect(told[0]).toContain('have the same accessToken')
    expect(lines.join()).not.toContain('first-secret')
    await close()
  })

  it('tells since when it is refused, until it is good again', async () => {
    const { directory, write, writeCredentials, until, close } = await open()
    expect(directory.refusedSince()).toBeUndefined()

    await write('{ "baseUrl": ')
    await until('refused', 1)
    const since = directory.refusedSince()
    expect(since).toBeGreaterThan(0)
    await until('refused', 2)
    expect(directory.refusedSince()).toBe(since)

    await writeCredentials({ ...grand, chain: 'grands' })
    await until('changed', 2)
    expect(directory.refusedSince()).toBeUndefined()
    await close()
  })

  it('tells of enterprises that come from another lane and have to wait', async () => {
    const { directory, writeCredentials, lines, until, close } = await open()

    await writeCredentials({ ...grand, chain: 'other-lane' })
    await until('changed', 2)

    expect([...directory.current().routing.openings.keys()]).toEqual(['e1'])
    expect(lines.join()).toContain('"waits":[{"enterprise":"e1","seconds":51}]')
    await close()
  })

  it('gives no right to call when it was not looked at for too long', async () => {
    const { directory, close } = await open()
    const reading = directory.current()
    await close()

    await vi.advanceTimersByTimeAsync(19_000)
    expect(directory.mayCall(reading)).toBe(true)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(directory.mayCall(reading)).toBe(false)
    expect(directory.mayCommit(reading)).toBe(true)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(directory.mayCommit(reading)).toBe(false)
  })
})
