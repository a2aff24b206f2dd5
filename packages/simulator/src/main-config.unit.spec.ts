import { readConfig } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { flags, MainConfigSchema, toHelp } from './main-config.ts'

describe('the process', () => {
  it('has a flag for each variable, and tells of all of them', () => {
    const help = toHelp()

    for (const [flag, { variable, schema }] of flags) {
      expect(help).toMatch(new RegExp(`--${flag} +${variable} +${schema.description?.slice(0, 10)}`))
    }
    expect(flags.get('webhook-url')?.variable).toBe('SIMULATOR_WEBHOOK_URL')
  })

  it('needs nothing to be told', () => {
    expect(readConfig(MainConfigSchema, {})).toMatchObject({ SIMULATOR_PORT: 8090, SIMULATOR_RATE: 10 })
  })

  it('tells every problem at once', () => {
    const env = { SIMULATOR_PORT: 'x', SIMULATOR_CHAINS: '0', SIMULATOR_WEBHOOK_URL: 'nowhere' }

    expect(() => readConfig(MainConfigSchema, env)).toThrow(
      expect.objectContaining({ problems: expect.arrayContaining([expect.stringMatching('PORT')]) }),
    )
    expect(() => readConfig(MainConfigSchema, env)).toThrow(/3 problems/)
  })
})
