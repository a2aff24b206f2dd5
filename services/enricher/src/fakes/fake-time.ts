import { afterEach, beforeEach, vi } from 'vitest'
import { receivedAt } from './events.ts'

/** Has each spec of a file begin a second after its events were received, and time pass only as the spec says. */
export function fakeTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: receivedAt + 1_000 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}
