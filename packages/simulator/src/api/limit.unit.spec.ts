import { afterEach, describe, expect, it } from 'vitest'
import { openSimulator, type SimulatorOptions } from '../index.ts'
import { openCaller } from '../testing/open-caller.ts'

const closers: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const operation = 'resourceBlocks/getAll'

async function open(options: SimulatorOptions) {
  const { value: simulator, close } = await openSimulator({ entitiesPerEnterprise: 1, ...options })
  const caller = openCaller(() => simulator.directory)
  closers.push(close, caller.close)
  return { simulator, caller }
}

describe('the limit of an access token', () => {
  it('is exact: the 200th call in 30 s is answered, the 201st is not, and the window rolls', async () => {
    const startMs = Date.parse('2026-05-01T12:00:00Z')
    let nowMs = startMs
    const { simulator, caller } = await open({ now: () => new Date(nowMs) })
    const callAt = async (second: number) => {
      nowMs = startMs + second * 1000
      return (await caller.call(operation, {})).status
    }
    for (let call = 0; call < 199; call += 1) expect(await callAt(10)).toBe(200)

    const statuses = [await callAt(39.999), await callAt(39.999), await callAt(40)]

    expect(statuses).toEqual([200, 429, 200])
    expect(simulator.stats().largestWindow).toMatchObject({ 'chain-1-a': 201, 'chain-1-b': 0 })
  })

  it('counts what it refuses as invalid, and not who it does not know', async () => {
    const { caller } = await open({ limit: { requests: 2, windowMs: 60_000 } })

    await caller.call(operation, { AccessToken: 'x' })
    await caller.call(operation, { Limitation: null })
    await caller.call(operation, { Nonsense: 1 })
    const { status } = await caller.call(operation, {})

    expect(status).toBe(429)
  })

  it('is one for each token', async () => {
    const { caller } = await open({ limit: { requests: 1, windowMs: 60_000 } })

    const statuses = []
    for (const credential of ['chain-1-a', 'chain-1-b', 'chain-1-a']) {
      statuses.push((await caller.call(operation, {}, { credential })).status)
    }

    expect(statuses).toEqual([200, 200, 429])
  })

  it('tells when to come back in whole seconds, as a date, or not at all', async () => {
    const now = () => new Date('2026-05-01T12:00:00.250Z')
    const { simulator, caller } = await open({ now, limit: { requests: 1, windowMs: 30_000 } })
    await caller.call(operation, {})

    const told = []
    for (const retryAfter of ['seconds', 'date', 'absent'] as const) {
      simulator.faults = { retryAfter }
      told.push((await caller.call(operation, {})).headers['retry-after'])
    }

    expect(told).toEqual(['30', 'Fri, 01 May 2026 12:00:31 GMT', undefined])
  })

  it('is what the directory says', async () => {
    const { simulator } = await open({ limit: { requests: 40, windowMs: 5_000 } })

    expect(simulator.directory.credentials[0]).toMatchObject({ requestsPerWindow: 40, windowSeconds: 5 })
  })
})
