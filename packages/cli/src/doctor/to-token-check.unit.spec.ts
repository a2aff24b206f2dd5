import type { Answer } from '@bellhop/mews'
import { describe, expect, it } from 'vitest'
import { toTokenCheck } from './to-token-check.ts'

const check = (answer: Answer) => toTokenCheck('grand-hotel', 'resources/getAll', answer)
const refused = (status: number) => check({ kind: 'refused', status, restMs: undefined, message: '' })

describe('what an answer tells of a token', () => {
  it('is that it is taken, where there is a page', () => {
    expect(check({ kind: 'page', items: [], cursor: undefined })).toMatchObject({ isFine: true, remedy: '' })
  })

  it.each([
    [401, 'wrong or disabled'],
    [403, 'ask Mews for the permission'],
    [429, 'somebody else uses this token'],
    [503, 'wait'],
  ])('is, after a %d, what to do: %s', (status, remedy) => {
    expect(refused(status)).toMatchObject({ isFine: false, remedy: expect.stringContaining(remedy) })
    expect(refused(status).text).toContain(`grand-hotel: Mews answers ${status}`)
  })

  it('is nothing after an answer that says nothing of it', () => {
    expect(refused(400).isFine).toBeUndefined()
  })

  it('is that there is no way to Mews', () => {
    expect(check({ kind: 'unreachable', cause: 'connection' })).toMatchObject({
      isFine: false,
      remedy: expect.stringContaining('baseUrl'),
    })
  })
})
