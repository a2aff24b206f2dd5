import type { Lookup } from '../lane-book.ts'
import { credentialOf } from './credentials.ts'
import { pendingOf } from './events.ts'

/** The lookup of a customer of the hotel "grand", as it is after one call that did not fail. */
export function lookupOf(given: Partial<Lookup> = {}): Lookup {
  return {
    entity: 'customer',
    id: 'c1',
    credential: credentialOf('grand'),
    events: [pendingOf()],
    tries: 0,
    wasWell: false,
    failedWith: undefined,
    notBefore: 0,
    state: 'answered',
    answer: undefined,
    ...given,
  }
}
