import type { Redrive } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { createLedger } from './ledger.ts'

const deadLetters = { action: 'redrive', name: null }
const topic = 'mews.dead-letters.events'

const row = (fields: Partial<Redrive>): Redrive => ({
  id: 'run-0',
  run: 'run',
  ...deadLetters,
  step: 'batch',
  requested_by: 'someone',
  filter: '{}',
  started_at: 1,
  written_at: 2,
  source_topic: topic,
  source_partition: 0,
  source_offsets: null,
  records: 0,
  events: 0,
  refused: null,
  outcome: null,
  ...fields,
})

describe('the ledger of what was redriven', () => {
  it('knows each offset of its ranges and none beside them, whatever the order of the records', () => {
    const ledger = createLedger()
    for (const source_offsets of ['20,30-31', '4-7', '9']) ledger.add(row({ source_offsets }))

    const done = Array.from({ length: 40 }, (_, offset) => offset).filter((offset) =>
      ledger.isDone(deadLetters, { topic, partition: 0, offset }),
    )
    expect(done).toEqual([4, 5, 6, 7, 9, 20, 30, 31])
  })

  it('keeps apart partitions, topics, and replays of other names', () => {
    const ledger = createLedger()
    ledger.add(row({ source_offsets: '0-9', records: 10 }))
    ledger.add(row({ action: 'replay', name: 'again', source_offsets: '0', records: 1 }))

    expect(ledger.isDone(deadLetters, { topic, partition: 1, offset: 3 })).toBe(false)
    expect(ledger.isDone(deadLetters, { topic: 'mews.dead-letters.webhooks', partition: 0, offset: 3 })).toBe(false)
    expect(ledger.isDone({ action: 'replay', name: 'again' }, { topic, partition: 0, offset: 3 })).toBe(false)
    expect(ledger.isDone({ action: 'replay', name: 'again' }, { topic, partition: 0, offset: 0 })).toBe(true)
    expect(ledger.isDone({ action: 'replay', name: 'other' }, { topic, partition: 0, offset: 0 })).toBe(false)
  })

  it('tells what a run has written, over all of its batches', () => {
    const ledger = createLedger()
    ledger.add(row({ source_offsets: '0-9', records: 10, events: 10 }))
    ledger.add(row({ source_offsets: '10', records: 1, events: 3 }))
    ledger.add(row({ run: 'other', source_offsets: '11', records: 1, events: 1 }))

    expect(ledger.ofRun('run')).toEqual({ records: 11, events: 13 })
    expect(ledger.ofRun('unknown')).toEqual({ records: 0, events: 0 })
  })

  it('learns while it is asked', () => {
    const ledger = createLedger()
    const place = { topic, partition: 0, offset: 2 }
    const before = ledger.isDone(deadLetters, place)
    ledger.add(row({ source_offsets: '2' }))

    expect([before, ledger.isDone(deadLetters, place)]).toEqual([false, true])
  })

  it('is told nothing by the end of a run', () => {
    const ledger = createLedger()
    ledger.add(row({ step: 'ended', source_topic: null, source_partition: null, records: 7, outcome: 'finished' }))

    expect(ledger.ofRun('run')).toEqual({ records: 0, events: 0 })
  })
})
