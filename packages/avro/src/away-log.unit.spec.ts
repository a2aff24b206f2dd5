import { describe, expect, it } from 'vitest'
import { createAwayLog } from './away-log.ts'

describe('log of absences', () => {
  it('speaks at once, then every 10 s, however many wait, and when the registry is back', () => {
    const lines: string[] = []
    const log = {
      warn: (fields: object, message: string) => void lines.push(`warn ${message} ${JSON.stringify(fields)}`),
      info: (fields: object, message: string) => void lines.push(`info ${message} ${JSON.stringify(fields)}`),
    }
    let now = 1_000
    const awayLog = createAwayLog(log, 'http://registry', () => now)

    awayLog.back()
    for (const at of [1_000, 1_000, 5_000, 10_999, 11_000, 20_999, 21_000]) {
      now = at
      awayLog.away('give schema 1', 'refused')
    }
    awayLog.back()
    awayLog.back()

    const away = (awayMs: number) =>
      `warn Schema registry is away: waiting for it {"registry":"http://registry","doing":"give schema 1","reason":"refused","awayMs":${awayMs}}`
    expect(lines).toEqual([
      away(0),
      away(10_000),
      away(20_000),
      'info Schema registry is back {"registry":"http://registry","awayMs":20000}',
    ])
  })

  it('says nothing where nobody listens', () => {
    const awayLog = createAwayLog(undefined, 'http://registry', () => 0)

    expect(() => awayLog.away('give schema 1', 'refused')).not.toThrow()
  })
})
