import { createLogger } from '@bellhop/runtime'
import { describe, expect, it, vi } from 'vitest'
import { openReread } from './open-reread.ts'

const silent = createLogger({ service: 'ingress', level: 'silent' })

describe('openReread', () => {
  it('reads again, and keeps the last good state while that cannot be done', async () => {
    const readings = [async () => 'old', () => Promise.reject(new Error('broken')), async () => 'new']
    const read = vi.fn(
      () => (readings.length > 1 ? readings.shift() : readings[0])?.() ?? Promise.reject(new Error('none')),
    )

    const { value: current, close } = await openReread({ what: 'the file', read, intervalMs: 1, log: silent })
    const atFirst = current()
    await vi.waitFor(() => expect(current()).toBe('new'), { timeout: 30_000 })
    await close()

    expect(atFirst).toBe('old')
    expect(read.mock.calls.length).toBeGreaterThanOrEqual(3)
  })

  it('says what cannot be read', async () => {
    const lines: string[] = []
    const log = createLogger({
      service: 'ingress',
      level: 'info',
      destination: { write: (line) => void lines.push(line) },
    })
    let isFirst = true
    const read = async () => {
      if (!isFirst) throw new Error('broken')
      isFirst = false
      return 1
    }

    const { close } = await openReread({ what: 'the tokens', read, intervalMs: 1, log })
    await vi.waitFor(() => expect(lines.join('')).toContain('the tokens cannot be read: its last good state stays'), {
      timeout: 30_000,
    })
    await close()
  })

  it('does not open without a first state', async () => {
    const read = () => Promise.reject(new Error('no directory'))

    await expect(openReread({ what: 'it', read, intervalMs: 1, log: silent })).rejects.toThrow('no directory')
  })
})
