import { createLogger } from '@bellhop/runtime'
import { describe, expect, it, vi } from 'vitest'
import { openLanes } from './lanes.ts'

const silent = createLogger({ service: 'ingress', level: 'silent' })

describe('openLanes', () => {
  it('tells the lane of an enterprise, and takes an unknown one for a lane of its own', async () => {
    const read = async () => new Map([['e1', 'chain']])

    const { value: laneOf, close } = await openLanes({ read, intervalMs: 60_000, log: silent })

    expect([laneOf('e1'), laneOf('e2')]).toEqual(['chain', 'e2'])
    await close()
  })

  it('reads the directory again, and keeps its last good state while it cannot be read', async () => {
    const readings = [
      async () => new Map([['e', 'old']]),
      () => Promise.reject(new Error('broken')),
      async () => new Map([['e', 'new']]),
    ]
    const read = vi.fn(
      () => (readings.length > 1 ? readings.shift() : readings[0])?.() ?? Promise.reject(new Error('none')),
    )

    const { value: laneOf, close } = await openLanes({ read, intervalMs: 1, log: silent })
    const atFirst = laneOf('e')
    await vi.waitFor(() => expect(laneOf('e')).toBe('new'), { timeout: 30_000 })
    await close()

    expect(atFirst).toBe('old')
    expect(read.mock.calls.length).toBeGreaterThanOrEqual(3)
  })

  it('does not open without a directory', async () => {
    const read = () => Promise.reject(new Error('no directory'))

    await expect(openLanes({ read, intervalMs: 1, log: silent })).rejects.toThrow('no directory')
  })
})
