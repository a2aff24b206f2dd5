import { describe, expect, it } from 'vitest'
import { withGrace } from './with-grace.ts'

const never = new Promise<never>(() => {})

describe('withGrace', () => {
  it('waits for the work while nobody has aborted', async () => {
    expect(await withGrace(Promise.resolve(7), new AbortController().signal, 1)).toBe(7)
  })

  it('waits a little longer for work that ends after the abort', async () => {
    const stop = new AbortController()
    const work = new Promise<string>((resolve) => {
      stop.signal.addEventListener('abort', () => resolve('ended in order'))
    })
    const waiting = withGrace(work, stop.signal, 60_000)

    stop.abort()

    expect(await waiting).toBe('ended in order')
  })

  it('gives up on work that does not end', async () => {
    expect(await withGrace(never, AbortSignal.abort(), 1)).toBeUndefined()
  })

  it('passes on what the work throws', async () => {
    const failing = Promise.reject(new Error('no'))

    await expect(withGrace(failing, new AbortController().signal)).rejects.toThrow('no')
  })
})
