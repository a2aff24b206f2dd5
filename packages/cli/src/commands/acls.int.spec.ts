import { describe, expect, it } from 'vitest'
import { typeCommand } from '../testing/type-command.ts'

describe('bellhop acls', () => {
  it.each(['plan', 'apply'])('%s says that brokers without an authorizer know no permissions', async (word) => {
    const said = await typeCommand(['acls', word], { KAFKA_BROKERS: process.env['BELLHOP_TEST_BROKERS'] ?? '' })

    expect(said.exitCode).toBe(1)
    expect(said.stdout).toBe('')
    expect(said.stderr).toContain('The brokers know no ACLs')
  })
})
