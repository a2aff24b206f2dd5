import { describe, expect, it } from 'vitest'
import { findLate } from './find-late.ts'
import { waitUntil } from './wait-until.ts'

describe('findLate', () => {
  it('finds nothing late where the wait was not in vain', async () => {
    expect(await findLate(waitUntil('all is done', () => true, 0))).toEqual([])
  })

  it('makes a fault of a wait in vain', async () => {
    expect(await findLate(waitUntil('all is done', () => false, 0, 1))).toEqual(['all is done: not so after 0 s'])
  })

  it('hides nothing else that goes wrong', async () => {
    await expect(findLate(Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
  })
})
