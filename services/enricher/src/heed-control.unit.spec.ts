import { AvroError } from '@bellhop/avro'
import type { Control } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { openLog } from './fakes/open-log.ts'
import { readerOf, serializerOf, topics } from './fakes/registry.ts'
import { createHalts } from './halts.ts'
import { createHeed } from './heed-control.ts'

const bytesOf = serializerOf('control')
const word: Control = {
  lane: 'grand',
  operation: 'customers/getAll',
  action: 'resume',
  requested_at: 5_000,
  requested_by: 'somebody',
}

function open(read: Parameters<typeof createHeed>[1] = readerOf('control')) {
  const { lines, log } = openLog()
  const heed = createHeed(topics.control, read, log)
  const halts = createHalts()
  halts.halt('grand', 'customers/getAll', 'flood', 1_000)
  const hear = (value: Buffer | null, topic = topics.control, timestamp = 9_000) =>
    heed({ topic, partition: 0, offset: 3, key: 'grand', value, timestamp }, halts, 10_000)
  return { hear, halts, lines }
}

describe('heedControl', () => {
  it('leaves what is no record of the control topic', () => {
    const { hear, halts } = open()

    expect(hear(bytesOf(word), 'mews.events.customer-updated')).toBe(false)
    expect(halts.all()).toHaveLength(1)
  })

  it('ends a halt at the word resume, and tells who is concerned and not who asked', () => {
    const { hear, halts, lines } = open()

    expect(hear(bytesOf(word))).toBe(true)

    expect(halts.all()).toEqual([])
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ lane: 'grand', operation: 'customers/getAll', action: 'resume' })
    expect(lines[0]).not.toContain('somebody')
  })

  it('gives up what waits at the word drop, for every operation where none is named', () => {
    const { hear, halts } = open()

    hear(bytesOf({ ...word, operation: null, action: 'drop' }))

    const isDropped = (receivedAt: number) =>
      halts.isDropped('grand', 'payments/getAll', { receivedAt, lastReason: 'halted' })
    expect([isDropped(5_000), isDropped(5_001)]).toEqual([true, false])
    expect(halts.all()).toHaveLength(1)
  })

  it.each([
    ['than its record', 9_000, 9_000],
    ['than now', 60_000, 10_000],
  ])('takes no word for one from later %s', (_what, timestamp, until) => {
    const { hear, halts } = open()

    hear(bytesOf({ ...word, action: 'drop', requested_at: 4_000_000_000_000 }), topics.control, timestamp)

    const isDropped = (receivedAt: number) =>
      halts.isDropped('grand', 'customers/getAll', { receivedAt, lastReason: 'halted' })
    expect([isDropped(until), isDropped(until + 1)]).toEqual([true, false])
  })

  it.each([
    ['a tombstone', null, 0],
    ['an action that nobody knows', bytesOf({ ...word, action: 'explode' }), 1],
  ])('does nothing at %s', (_what, value, told) => {
    const { hear, halts, lines } = open()

    expect(hear(value)).toBe(true)

    expect(halts.all()).toHaveLength(1)
    expect(lines).toHaveLength(told)
  })

  it('tells of a record that cannot be read, and goes on', () => {
    const { hear, lines } = open(() => {
      throw new AvroError('avro.wire', 'not ours')
    })

    expect(hear(Buffer.from('x'))).toBe(true)

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', partition: 0, offset: 3 })
  })

  it('heeds a word whose schema has to be asked for, once it has come', async () => {
    const { hear, halts } = open(async (bytes) => readerOf('control')(bytes))

    expect(hear(bytesOf(word))).toBe(true)

    await expect.poll(() => halts.all()).toEqual([])
  })
})
