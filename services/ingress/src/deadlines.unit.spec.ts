import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openDeadlines } from './deadlines.ts'

describe('openDeadlines', () => {
  it('calls what was not called off, each once, in order', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const deadlines = openDeadlines(1_000, () => performance.now())
    const due: string[] = []

    deadlines.add(() => due.push('first'))
    const callOff = deadlines.add(() => due.push('called off'))
    vi.advanceTimersByTime(500)
    deadlines.add(() => due.push('second'))
    callOff()
    vi.advanceTimersByTime(600)
    const soon = [...due]
    vi.advanceTimersByTime(2_000)
    deadlines.close()

    expect(soon).toEqual(['first'])
    expect(due).toEqual(['first', 'second'])
  })
})
