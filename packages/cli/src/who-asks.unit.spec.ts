import { describe, expect, it } from 'vitest'
import { whoAsks } from './who-asks.ts'

describe('who asks', () => {
  it('is who was named, else the user of the machine', () => {
    expect(whoAsks('night shift')).toBe('night shift')
    expect(whoAsks(undefined, () => ({ username: 'anna' }))).toBe('anna')
  })

  it('is the number of a user who has no name, as in a container', () => {
    const lookUp = () => {
      throw Object.assign(new Error('A system error occurred: uv_os_get_passwd returned ENOENT'), {
        code: 'ERR_SYSTEM_ERROR',
      })
    }

    expect(whoAsks(undefined, lookUp)).toBe(`uid ${process.getuid?.()}`)
  })
})
