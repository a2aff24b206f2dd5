import { createHash } from 'node:crypto'
import type { DeadLetter } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { pendingOf, place, thinOf } from './fakes/events.ts'
import { judgeMisfit, judgeMissing } from './judge.ts'
import { toDeadLetter, toUnreadableLetter } from './to-dead-letter.ts'

const now = Date.UTC(2026, 7, 10, 12)
const misfit = judgeMisfit({ misfit: 'Email', expected: 'a string' })

describe('toDeadLetter', () => {
  it('tells the reason, the place, the event and the original bytes', () => {
    if (misfit.end !== 'dead-lettered') throw new Error('A misfit is a dead letter')

    expect(toDeadLetter(pendingOf(), misfit, now)).toEqual({
      id: 'mews.events.customer-updated-0-7',
      reason: 'unmappable',
      class: 'data',
      detail: 'Email is not a string',
      stage: 'map',
      attempts: 1,
      first_failed_at: null,
      failed_at: now,
      source_topic: place.topic,
      source_partition: place.partition,
      source_offset: place.offset,
      ...thinOf(),
      original: Buffer.from('original'),
      original_sha256: null,
      original_length: null,
      parse_error_at: null,
    })
  })

  it('counts the last failure with those before it', () => {
    const event = pendingOf({}, { attempts: 1, firstFailedAt: now - 10_000, lastReason: 'absent' })
    const end = judgeMissing(event, now)
    if (end.end !== 'dead-lettered') throw new Error('Missing twice is a dead letter')

    expect(toDeadLetter(event, end, now)).toMatchObject({ attempts: 2, first_failed_at: now - 10_000 })
  })

  it('counts no attempt where nothing was tried', () => {
    const end = { end: 'dead-lettered', reason: 'unrecognised', class: 'ours', stage: 'route', detail: '' } as const

    expect(toDeadLetter(pendingOf(), end, now)).toMatchObject({ attempts: 0, first_failed_at: null })
  })
})

describe('a record that may not fit into a dead letter', () => {
  const most = Buffer.alloc(1_900_000, 'x')
  const tooLarge = Buffer.alloc(1_900_001, 'x')
  const digest = createHash('sha256').update(tooLarge).digest('hex')
  // Compared by identity: to compare megabytes byte by byte takes a test half a minute.
  const expectBounded = (letterOf: (original: Buffer) => DeadLetter) => {
    expect(letterOf(most).original).toBe(most)
    expect(letterOf(most).original_sha256).toBeNull()
    const { original, original_sha256, original_length } = letterOf(tooLarge)
    expect({ original, original_sha256, original_length }).toEqual({
      original: null,
      original_sha256: digest,
      original_length: 1_900_001,
    })
  }

  it('is named by digest and length, where it was read', () => {
    if (misfit.end !== 'dead-lettered') throw new Error('A misfit is a dead letter')
    const end = misfit

    expectBounded((original) => toDeadLetter({ ...pendingOf(), original }, end, now))
  })

  it('is named by digest and length, where it could not be read', () => {
    const end = { end: 'dead-lettered', reason: 'undecodable', class: 'ours', stage: 'decode', detail: 'x' } as const

    expectBounded((original) => toUnreadableLetter({ source: place, original, end }, now))
  })
})

describe('toUnreadableLetter', () => {
  it('keeps the bytes, and says nothing of an event that could not be read', () => {
    const end = { end: 'dead-lettered', reason: 'undecodable', class: 'ours', stage: 'decode', detail: 'x' } as const
    const letter = toUnreadableLetter({ source: place, original: Buffer.from('junk'), end }, now)

    expect(letter).toMatchObject({
      id: 'mews.events.customer-updated-0-7',
      reason: 'undecodable',
      attempts: 0,
      first_failed_at: null,
      event_id: null,
      value: null,
      original: Buffer.from('junk'),
    })
  })
})
