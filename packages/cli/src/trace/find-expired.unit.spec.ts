import type { TopicReader } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { findExpired } from './find-expired.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 28, 12)
const topic = 'mews.events.payment-updated'
const spec = { topic, config: { 'retention.ms': String(7 * day) } }

/** A partition of which 4 records are deleted, and whose first one that is left was written then. */
const readerOf = (timestamp: number): TopicReader => ({
  bounds: () => Promise.resolve([{ topic, partition: 0, low: 4, end: 5, from: 4 }]),
  fetch: () =>
    Promise.resolve({ records: [{ topic, partition: 0, offset: 4, key: null, value: null, timestamp }], next: 5 }),
})

describe('what a topic held and holds no more', () => {
  it('is told where older records than it keeps are asked for', async () => {
    expect(await findExpired(readerOf(now - day), spec, now - 8 * day, now)).toEqual([{ topic, firstAt: now - day }])
  })

  it('is nothing of a time that it still keeps whole: a partition may have been quiet then', async () => {
    expect(await findExpired(readerOf(now - day), spec, now - 7 * day, now)).toEqual([])
    expect(await findExpired(readerOf(now - day), spec, now - 2 * day, now)).toEqual([])
  })

  it('is nothing where the first record that is left is older than what is asked for', async () => {
    expect(await findExpired(readerOf(now - 9 * day), spec, now - 8 * day, now)).toEqual([])
  })
})
