import { toNote } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { checkAccounting } from './check-accounting.ts'
import { payment, sampleLedger, thinEvent, waitingEvent } from './sample-ledger.ts'

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
