import { describe, expect, it } from 'vitest'
import { orStopped } from './or-stopped.ts'

describe('orStopped', () => {
  it('gives what was waited for', async () => {
    expect(await orStopped(Promise.resolve(7), new AbortController().signal)).toBe(7)
  })

  it('rejects with what was waited for', async () => {
    const failed = Promise.reject(new Error('refused'))

    await expect(orStopped(failed, new AbortController().signal)).rejects.toThrow('refused')
  })

  it('ends with the stop, although what is waited for never comes', async () => {
    const stop = new AbortController()
    const waiting = orStopped(new Promise(() => {}), stop.signal)

    stop.abort(new Error('told to stop'))

    await expect(waiting).rejects.toThrow('told to stop')
  })

  it('does not begin to wait after the stop', async () => {
    await expect(orStopped(Promise.resolve(1), AbortSignal.abort(new Error('told to stop')))).rejects.toThrow(
      'told to stop',
    )
  })
})
