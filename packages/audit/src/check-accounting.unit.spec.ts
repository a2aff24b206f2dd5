import { toNote } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { checkAccounting } from './check-accounting.ts'
import { deadLetter, payment, sampleLedger, thinEvent, waitingEvent } from './sample-ledger.ts'

const topic = 'mews.events.payment-updated'

describe('checkAccounting', () => {
  it('finds nothing wrong where every event ended once', () => {
    const { problems, lost, unread, sums } = checkAccounting(sampleLedger())

    expect({ problems, lost, unread }).toEqual({ problems: [], lost: [], unread: 0 })
    expect(sums.enriched).toBe(1)
  })

  it('counts an event that is not consumed yet as unread, not as lost', () => {
    const ledger = sampleLedger()
    const later = { topic, partition: 0, offset: 1, value: thinEvent('e-2', 'payment-2') }

    const { problems, lost, unread } = checkAccounting({ ...ledger, events: [...ledger.events, later] })

    expect({ problems, lost, unread }).toEqual({ problems: [], lost: [], unread: 1 })
  })

  it('says how many records still wait, which is no fault', () => {
    const ledger = sampleLedger()
    const note = toNote({ consumed: 1, enriched: 0, unchanged: 0, deadLettered: 0, waiting: 1 })

    const { problems, lost, unread, stillWaiting } = checkAccounting({
      ...ledger,
      entities: [],
      waiting: [waitingEvent('e-1', 'payment-1')],
      committed: [{ topic, partition: 0, offset: 1, note }],
    })

    expect({ problems, lost, unread, stillWaiting }).toEqual({ problems: [], lost: [], unread: 0, stillWaiting: 1 })
  })

  it('says that more stands in the topics where an offset that was set by hand had the sums begin anew', () => {
    const ledger = sampleLedger()

    const { problems, lost } = checkAccounting({
      ...ledger,
      events: [],
      cut: { ...ledger.cut, inputs: [{ topic, partition: 0 }] },
      waiting: [waitingEvent('e-2', 'payment-2')],
      deadLetters: [
        { topic: 'mews.dead-letters.events', partition: 0, offset: 0, value: deadLetter('e-3', 'payment-1', 'absent') },
      ],
      committed: [{ topic, partition: 0, offset: 1, note: '' }],
    })

    expect(lost).toEqual([])
    expect(problems).toEqual([
      '1 dead letters stand in their topic, the sums say 0',
      '1 records stand in retry topics, the sums say 0',
      '1 events are listed in entity records, the sums say 0',
    ])
  })

  it('names an event that was consumed and stands nowhere', () => {
    const ledger = sampleLedger()

    const { problems, lost } = checkAccounting({ ...ledger, entities: [] })

    expect(lost).toEqual(['e-1'])
    expect(problems.join('\n')).toMatch(/0 events are listed in entity records, the sums say 1/)
  })

  it('lets an event be in no record that ended unchanged, if its entity was published', () => {
    const ledger = sampleLedger()
    const events = [...ledger.events, { topic, partition: 0, offset: 1, value: thinEvent('e-2', 'PAYMENT-1') }]
    const note = toNote({ consumed: 2, enriched: 1, unchanged: 1, deadLettered: 0, waiting: 0 })
    const committed = [{ topic, partition: 0, offset: 2, note }]

    const { problems, lost, sums } = checkAccounting({ ...ledger, events, committed })

    expect({ problems, lost }).toEqual({ problems: [], lost: [] })
    expect(sums.unchanged).toBe(1)
  })

  it('names an event that is said to have ended unchanged, though nothing of its entity was ever published', () => {
    const ledger = sampleLedger()
    const events = [...ledger.events, { topic, partition: 0, offset: 1, value: thinEvent('e-2', 'payment-2') }]
    const note = toNote({ consumed: 2, enriched: 1, unchanged: 1, deadLettered: 0, waiting: 0 })

    const { problems, lost } = checkAccounting({
      ...ledger,
      events,
      committed: [{ topic, partition: 0, offset: 2, note }],
    })

    expect(lost).toEqual(['e-2'])
    expect(problems).toEqual(['1 events are in no record, no dead letter, no retry topic'])
  })

  it('sees a record that was published twice', () => {
    const ledger = sampleLedger()
    const again = ledger.entities.map((entry) => ({ ...entry, offset: 1, value: payment('payment-1', ['e-1']) }))

    const { problems } = checkAccounting({ ...ledger, entities: [...ledger.entities, ...again] })

    expect(problems).toEqual(['2 events are listed in entity records, the sums say 1'])
  })

  it('takes what was written while it was read for no difference, and still sees what is lost', () => {
    const ledger = { ...sampleLedger(), isFlowing: true }
    const later = { topic, partition: 0, offset: 1, value: thinEvent('e-2', 'payment-2') }
    const entities = ledger.entities.map((entry) => ({ ...entry, offset: 1, value: payment('payment-2', ['e-2']) }))
    const events = [...ledger.events, later]

    const whole = checkAccounting({ ...ledger, events, entities: [...ledger.entities, ...entities] })
    const lacking = checkAccounting({ ...ledger, events, entities })

    expect(whole).toMatchObject({ problems: [], lost: [], incomparable: [] })
    expect(lacking.lost).toEqual(['e-1'])
  })

  it('sees sums that do not add up, and sums that do not fit what was consumed', () => {
    const ledger = sampleLedger()
    const note = toNote({ consumed: 3, enriched: 1, unchanged: 0, deadLettered: 0, waiting: 0 })

    const { problems } = checkAccounting({ ...ledger, committed: [{ topic, partition: 0, offset: 1, note }] })

    expect(problems).toEqual([
      `${topic}/0: 3 consumed, but its ends are 1 enriched + 0 unchanged + 0 dead-lettered + 0 waiting`,
      `${topic}/0: 1 records are consumed, its sums say 3`,
    ])
  })
})

describe('topics of which something is gone', () => {
  const sums = { consumed: 4, enriched: 3, unchanged: 0, deadLettered: 1, waiting: 0 }
  const committed = [{ topic, partition: 0, offset: 4, note: toNote(sums) }]
  const cut = sampleLedger().cut
  const letters = [
    { topic: 'mews.dead-letters.events', partition: 0, offset: 0, value: deadLetter('e-4', 'payment-1', 'absent') },
  ]
  const listing = (...ids: string[]) =>
    sampleLedger().entities.map((entry) => ({ ...entry, value: payment('payment-1', ids) }))
  const older = ['e-2', 'e-3', 'e-4'].map((id, nth) => ({
    topic,
    partition: 0,
    offset: nth + 1,
    value: thinEvent(id, 'payment-1'),
  }))
  const hour = 3_600_000

  it('are no problem where retention has deleted events: it is said, and the rest is compared', () => {
    const ledger = { ...sampleLedger(), committed, cut: { ...cut, inputs: [{ topic, partition: 0 }] } }

    const { problems, lost, incomparable } = checkAccounting({ ...ledger, entities: listing('e-1', 'e-2', 'e-3') })

    expect(lost).toEqual([])
    expect(incomparable).toEqual([`${topic} (1 of its partitions): 1 consumed records are left, the sums say 4`])
    expect(problems).toEqual(['0 dead letters stand in their topic, the sums say 1'])
  })

  it('are no problem where dead letters or waiting records are deleted, nor is an event that may have stood there', () => {
    const note = toNote({ consumed: 1, enriched: 0, unchanged: 0, deadLettered: 1, waiting: 0 })
    const retried = { topic: 'mews.retries.10m', partition: 0 }
    const deleted = { ...cut, deadLetters: [{ topic: 'mews.dead-letters.events', partition: 1 }], retries: [retried] }
    const row = { topic, partition: 0, offset: 1, note }

    const { problems, incomparable } = checkAccounting({
      ...sampleLedger(),
      entities: [],
      committed: [row],
      cut: deleted,
    })

    expect(problems).toEqual([])
    expect(incomparable).toEqual([
      'mews.dead-letters.events: 0 dead letters are left, the sums say 1',
      '1 events are in no record, no dead letter, no retry topic, and 1 dead letters are deleted that may be theirs',
    ])
  })

  it('are no problem where compaction has left the last record of an entity', () => {
    const ledger = { ...sampleLedger(), committed, deadLetters: letters, entities: listing('e-3') }
    const events = [...ledger.events, ...older]

    const later = checkAccounting({ ...ledger, events, at: ledger.at + hour })

    expect(later.problems).toEqual([])
    expect(later.incomparable).toEqual([
      'mews.entities.payment: compaction has left records that list 1 events, the sums say 3',
    ])
    expect(checkAccounting({ ...ledger, events }).problems).toContain(
      '1 events are listed in entity records, the sums say 3',
    )
  })

  it('still show an event of whose entity there is no record, and what was published twice', () => {
    const stranger = { topic, partition: 0, offset: 3, value: thinEvent('e-9', 'payment-9') }
    const note = toNote({ consumed: 4, enriched: 3, unchanged: 1, deadLettered: 0, waiting: 0 })
    const row = { topic, partition: 0, offset: 4, note }
    const ledger = { ...sampleLedger(), committed: [row], at: sampleLedger().at + hour }
    const events = [...ledger.events, ...older.slice(0, 2), stranger]

    expect(checkAccounting({ ...ledger, events, entities: listing('e-3') }).lost).toEqual(['e-9'])
    expect(checkAccounting({ ...ledger, events, entities: listing('e-1', 'e-2', 'e-3', 'e-3') }).problems).toContain(
      '4 events are listed in entity records, the sums say 3',
    )
  })
})
