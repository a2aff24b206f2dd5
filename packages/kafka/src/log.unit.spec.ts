import { logLevel } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { type Log, toLogCreator } from './log.ts'

function given(onJump: (where: string) => void = () => undefined, now = () => 0) {
  const lines: Array<{ level: string; fields: object; message: string }> = []
  const at = (level: string) => (fields: object, message: string) => lines.push({ level, fields, message })
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  const write = toLogCreator(log, onJump, now)(logLevel.INFO)
  return {
    lines,
    write: (level: logLevel, namespace: string, message: string, fields: Record<string, unknown> = {}) =>
      write({ namespace, level, label: '', log: { timestamp: '', logger: 'kafkajs', message, ...fields } }),
  }
}

describe('the log of kafkajs', () => {
  it('becomes a warning where it says error, since kafkajs tries again', () => {
    const { write, lines } = given()

    write(logLevel.ERROR, 'Connection', 'Connection timeout', { broker: 'b1:9092' })

    expect(lines).toEqual([
      { level: 'warn', fields: { broker: 'b1:9092' }, message: 'kafkajs Connection: Connection timeout' },
    ])
  })

  it('is told once in ten seconds, and then how often it was not told', () => {
    let now = 0
    const { write, lines } = given(undefined, () => now)
    const fail = () => write(logLevel.ERROR, 'Connection', 'Connection error: ECONNREFUSED', { stack: 'at somewhere' })

    fail()
    now = 9_999
    fail()
    fail()
    now = 10_000
    fail()

    const message = 'kafkajs Connection: Connection error: ECONNREFUSED'
    expect(lines).toEqual([
      { level: 'warn', fields: {}, message },
      { level: 'warn', fields: { untold: 2 }, message },
    ])
  })

  it('becomes debug where it says info', () => {
    const { write, lines } = given()

    write(logLevel.INFO, 'ConsumerGroup', 'Consumer has joined the group')

    expect(lines.map(({ level }) => level)).toEqual(['debug'])
  })

  it.each([
    [
      'Connection',
      'Response AddPartitionsToTxn(key: 24, version: 1)',
      'The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing',
    ],
    [
      'Producer',
      'Failed to send messages: The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing',
      undefined,
    ],
    ['Connection', 'Response Heartbeat(key: 12, version: 3)', 'The group is rebalancing, so a rejoin is needed'],
    ['Connection', 'Response GroupCoordinator(key: 10, version: 2)', 'The group coordinator is not available'],
    ['Runner', 'The group is rebalancing, re-joining', undefined],
    ['Producer', 'Limiting retries for the idempotent producer may invalidate EoS guarantees', undefined],
  ])('becomes debug where it is the ordinary way of working: %s, %s', (namespace, message, error) => {
    const { write, lines } = given()

    write(logLevel.ERROR, namespace, message, { error })

    expect(lines.map(({ level }) => level)).toEqual(['debug'])
  })

  it('tells of records that were deleted unread, and what that throws reaches kafkajs before it jumps', () => {
    const { write } = given((where) => {
      throw new Error(where)
    })
    const fields = { topic: 'mews.events.message-added', partition: 3, groupId: 'g', memberId: 'm' }

    expect(() =>
      write(logLevel.ERROR, 'ConsumerGroup', 'Offset out of range, resetting to default offset', fields),
    ).toThrow('mews.events.message-added/3')
  })
})
