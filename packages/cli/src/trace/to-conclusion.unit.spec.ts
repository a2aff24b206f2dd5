import { describe, expect, it } from 'vitest'
import type { Entry } from './entry.ts'
import { toConclusion } from './to-conclusion.ts'

const now = Date.UTC(2026, 10, 28, 12)
const minute = 60_000
const place = (topic: string, offset: number) => ({ topic, partition: 0, offset })

const event = (at: number, isConsumed: boolean, eventId = 'e-1'): Entry => ({
  ...place('mews.events.payment-updated', 0),
  at,
  kind: 'event',
  eventId,
  discriminator: 'PaymentUpdated',
  origin: 'webhook',
  isRecognised: true,
  isConsumed,
})
const strange = (at: number): Entry => ({
  ...place('mews.events.unrecognised', 4),
  at,
  kind: 'event',
  eventId: 'e-s',
  discriminator: 'SpaceshipUpdated',
  origin: 'webhook',
  isRecognised: false,
  isConsumed: false,
})
const wait = (reason: string, at: number, dueAt: number, isConsumed = false): Entry => ({
  ...place('mews.retries.10m', 0),
  at,
  kind: 'wait',
  eventId: 'e-1',
  reason,
  attempts: 0,
  dueAt,
  isConsumed,
})
const dead = (at: number): Entry => ({
  ...place('mews.dead-letters.events', 7),
  at,
  kind: 'dead-letter',
  id: 'mews.events.payment-updated-0-0',
  eventId: 'e-1',
  reason: 'absent',
  class: 'data',
  detail: 'Mews does not show it',
})
const record = (at: number, eventIds: readonly string[]): Entry => ({
  ...place('mews.entities.payment', 3),
  at,
  kind: 'record',
  entity: 'payment',
  fetchedAt: at - 1_000,
  changedAt: at - 5_000,
  isDeleted: false,
  eventIds,
  changes: undefined,
})

const conclude = (...entries: Entry[]) => toConclusion('p-1', now - 7 * 86_400_000, entries, now)

describe('why an entity is not up to date', () => {
  it('is that no webhook named it', () => {
    expect(conclude()).toEqual({ text: expect.stringContaining('no webhook named it'), isWrong: true })
  })

  it('is that its event was not read yet', () => {
    const { text, isWrong } = conclude(event(now - 3 * minute, false))

    expect(text).toContain(
      'Not read yet: an event of 2026-11-28T11:57:00Z stands on mews.events.payment-updated for 3 min',
    )
    expect(isWrong).toBe(false)
  })

  it('is that it waits, with the topic, since when, the reason and until when', () => {
    const { text, isWrong } = conclude(
      event(now - 9 * minute, true),
      wait('parked', now - 8 * minute, now + 2 * minute),
    )

    expect(text).toBe(
      'Waiting in mews.retries.10m since 2026-11-28T11:52:00Z for parked: Mews answers 401: the token, or its permission; due in 2 min.',
    )
    expect(isWrong).toBe(true)
  })

  it('may be that it waits for what passes by itself, which is nothing wrong', () => {
    expect(conclude(wait('deferred', now - minute, now - 1_000))).toEqual({
      text: expect.stringContaining('due since 1 s'),
      isWrong: false,
    })
  })

  it('is that it was given up, and what to redrive', () => {
    const { text, isWrong } = conclude(
      record(now - 9 * minute, []),
      event(now - 8 * minute, true),
      dead(now - 7 * minute),
    )

    expect(text).toContain('Given up at 2026-11-28T11:53:00Z: absent (data), Mews does not show it.')
    expect(text).toContain('redrive dead letter mews.events.payment-updated-0-0')
    expect(isWrong).toBe(true)
  })

  it('is that it was given up, though an event before it had ended well', () => {
    const entries = [event(now - 9 * minute, true, 'e-0'), event(now - 8 * minute, true), dead(now - 7 * minute)]

    expect(conclude(...entries).text).toMatch(/^Given up/)
  })

  it('is that its event is of a kind that the catalogue does not know, and what to do once it does', () => {
    const { text, isWrong } = conclude(
      event(now - 9 * minute, true),
      record(now - 8 * minute, ['e-1']),
      strange(now - 5 * minute),
    )

    expect(text).toBe(
      'Not looked into: the event SpaceshipUpdated of 2026-11-28T11:55:00Z stands on mews.events.unrecognised, since the catalogue does not know its kind. Once it does: bellhop replay --unrecognised.',
    )
    expect(isWrong).toBe(true)
  })

  it('is first of all that an event of a known kind was not read yet', () => {
    expect(conclude(strange(now - 5 * minute), event(now - minute, false)).text).toMatch(
      /^Not read yet: .* mews\.events\.payment-updated/,
    )
  })
})

describe('an entity that is up to date', () => {
  it('is so by the record that answers its last event', () => {
    const { text, isWrong } = conclude(event(now - 2 * minute, true), record(now - minute, ['e-1']))

    expect(text).toMatch(/^Up to date: .* which answers its last event/)
    expect(isWrong).toBe(false)
  })

  it('is so where its last event brought nothing newer', () => {
    expect(conclude(record(now - 9 * minute, []), event(now - 2 * minute, true)).text).toMatch(
      /brought nothing newer\.$/,
    )
  })

  it('is so although it was given up and waited before, when a record came after', () => {
    const entries = [
      event(now - 9 * minute, true),
      wait('absent', now - 8 * minute, now - 7 * minute, true),
      dead(now - 7 * minute),
      record(now - minute, ['redriven']),
    ]

    expect(conclude(...entries).text).toMatch(/^Up to date/)
  })

  it('is so although it was given up, when it was redriven and Mews had nothing newer', () => {
    const entries = [
      record(now - 9 * minute, []),
      event(now - 8 * minute, true),
      dead(now - 7 * minute),
      event(now - minute, true, 'mews.dead-letters.events-0-7'),
    ]

    expect(conclude(...entries)).toEqual({
      text: expect.stringMatching(/^Up to date: .* brought nothing newer\.$/),
      isWrong: false,
    })
  })

  it('is so although an event of an unknown kind stands unread, when it was replayed or a later one was looked into', () => {
    const before = [record(now - 9 * minute, []), strange(now - 8 * minute)]
    const replayed = event(now - minute, true, 'mews.events.unrecognised-0-4-unrecognised')

    expect(conclude(...before, replayed)).toEqual({ text: expect.stringMatching(/^Up to date/), isWrong: false })
    expect(conclude(...before, record(now - minute, ['e-2'])).text).toMatch(/^Up to date/)
  })

  it('may have been erased', () => {
    const erased: Entry = {
      ...place('mews.entities.payment', 4),
      at: now - 1_000,
      kind: 'tombstone',
      entity: 'payment',
    }

    expect(conclude(record(now - minute, []), erased).text).toMatch(/^Erased: /)
  })
})
