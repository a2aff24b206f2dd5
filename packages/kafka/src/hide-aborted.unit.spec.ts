import type { FetchedPartition } from 'kafkajs/src/broker/index.js'
import { describe, expect, it } from 'vitest'
import { hideAborted } from './hide-aborted.ts'

type Mark = 'record' | 'plain' | 'commit' | 'abort'

/** What a fetch brings: from the first offset on, a record or a marker of a producer each. */
function fetched(
  from: number,
  entries: ReadonlyArray<readonly [string, Mark]>,
  aborted: Array<readonly [string, number]>,
) {
  const messages = entries.map(([producerId, mark], index) => ({
    offset: String(from + index),
    key: mark === 'abort' ? Buffer.alloc(4) : mark === 'commit' ? Buffer.from([0, 0, 0, 1]) : Buffer.from('k'),
    isControlRecord: mark === 'abort' || mark === 'commit',
    batchContext: { producerId, inTransaction: mark !== 'plain' },
  }))
  const abortedTransactions = aborted.map(([producerId, first]) => ({ producerId, firstOffset: String(first) }))
  return { messages, abortedTransactions } satisfies FetchedPartition
}

function shownBy(partition: FetchedPartition): number[] {
  hideAborted(partition)
  expect(partition.abortedTransactions).toEqual([])
  return partition.messages.filter(({ isControlRecord }) => !isControlRecord).map(({ offset }) => Number(offset))
}

describe('hideAborted', () => {
  it('hides transactions that ended in another order than they began', () => {
    const log = [
      ['7', 'record'],
      ['5', 'record'],
      ['9', 'record'],
      ['7', 'record'],
      ['5', 'abort'],
      ['7', 'abort'],
      ['9', 'commit'],
    ] as const

    // As the broker lists them: by their markers.
    const aborted = [['5', 1] as const, ['7', 0] as const]

    expect(shownBy(fetched(0, log, aborted))).toEqual([2])
  })

  it('hides what is left of several transactions that began before the fetch', () => {
    const log = [
      ['5', 'record'],
      ['7', 'record'],
      ['5', 'abort'],
      ['7', 'abort'],
      ['5', 'record'],
      ['5', 'commit'],
    ] as const

    const aborted = [['5', 3] as const, ['7', 1] as const]

    expect(shownBy(fetched(10, log, aborted))).toEqual([14])
  })

  it('shows what a producer committed before and after, and what was in no transaction', () => {
    const log = [
      ['5', 'record'],
      ['5', 'commit'],
      ['5', 'record'],
      ['5', 'abort'],
      ['5', 'plain'],
      ['5', 'record'],
      ['5', 'commit'],
    ] as const

    expect(shownBy(fetched(0, log, [['5', 2]]))).toEqual([0, 4, 5])
  })

  it('leaves a fetch of uncommitted records, and of the old format, as they are', () => {
    const messages = [{ offset: '0', key: null }]
    const partition: FetchedPartition = { messages, abortedTransactions: null }

    expect(shownBy(partition)).toEqual([0])
  })
})
