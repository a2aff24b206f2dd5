import { describe, expect, it } from 'vitest'
import { createCloser } from './lifecycle.ts'

describe('createCloser', () => {
  it('closes in reverse order, and each part once', async () => {
    const closed: string[] = []
    const { keep, closeAll } = createCloser()
    const part = (value: string) => keep({ value, close: async () => void closed.push(value) })

    expect([part('first'), part('second')]).toEqual(['first', 'second'])
    await closeAll()
    await closeAll()

    expect(closed).toEqual(['second', 'first'])
  })

  it('closes the others when one fails, then tells', async () => {
    const closed: string[] = []
    const { keep, closeAll } = createCloser()
    keep({ value: 1, close: async () => void closed.push('first') })
    keep({ value: 2, close: () => Promise.reject(new Error('stuck')) })

    await expect(closeAll()).rejects.toMatchObject({ errors: [new Error('stuck')] })
    expect(closed).toEqual(['first'])
  })
})
