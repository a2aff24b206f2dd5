import { describe, expect, it } from 'vitest'
import { eventLetter, webhookLetter } from '../testing/letters.ts'
import { isChosen, type LetterFilter } from './choose-letter.ts'

const place = { topic: 'mews.dead-letters.events', partition: 3, offset: 127 }
const failedAt = eventLetter().failed_at

describe('a filter of dead letters', () => {
  it.each<[LetterFilter, boolean]>([
    [{}, true],
    [{ reason: ['exhausted', 'absent'] }, true],
    [{ reason: ['exhausted'] }, false],
    [{ class: ['data'], reason: ['absent'] }, true],
    [{ class: ['ours'], reason: ['absent'] }, false],
    [{ enterprise: ['ENTERPRISE-1'] }, true],
    [{ enterprise: ['enterprise-2'] }, false],
    [{ since: failedAt }, true],
    [{ since: failedAt + 1 }, false],
    [{ until: failedAt }, false],
    [{ until: failedAt + 1 }, true],
    [{ id: ['mews.dead-letters.events-3-127'] }, true],
    [{ id: ['webhook-1-0'] }, true],
    [{ id: ['mews.events.payment-updated-0-7'] }, true],
    [{ id: ['mews.dead-letters.events-3-12'] }, false],
  ])('%j means an event that is absent: %s', (filter, isMeant) => {
    expect(isChosen(eventLetter(), place, filter)).toBe(isMeant)
  })

  it('knows the enterprise of a whole webhook, which stands in its original only', () => {
    const events = [{ Discriminator: 'PaymentUpdated', Value: { Id: 'a' } }]
    const letter = webhookLetter(JSON.stringify({ EnterpriseId: 'e', IntegrationId: 'i', Events: events }))

    expect(isChosen(letter, place, { enterprise: ['e'] })).toBe(true)
    expect(isChosen(letter, place, { enterprise: ['other'] })).toBe(false)
    expect(isChosen(webhookLetter(null), place, { enterprise: ['e'] })).toBe(false)
  })
})
