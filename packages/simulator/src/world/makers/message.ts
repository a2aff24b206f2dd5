import type { JsonObject } from '../json.ts'
import { remarks } from '../words.ts'
import type { Maker, Scene, Times } from './maker.ts'

/** A message of a thread: 5 fields. Messages are never changed and never deleted. */
export function makeMessage({ random }: Scene, id: string, times: Times, threadId: string): JsonObject {
  return {
    Id: id,
    MessageThreadId: threadId,
    Text: random.pick(remarks),
    Sender: { Discriminator: random.pick(['Enterprise', 'Application']), Value: null },
    CreatedUtc: times.createdUtc,
  }
}

/** Threads of messages: 6 fields. */
export const messageThread: Maker = {
  make: ({ random }, id, times) => ({
    Id: id,
    OriginalSender: random.pick(['John Doe', 'Žofie Dvořáková']),
    Subject: random.pick(remarks),
    CreatedUtc: times.createdUtc,
    UpdatedUtc: times.updatedUtc,
    IsResolved: random.chance(0.3),
  }),
  update: (_scene, state) => ({ IsResolved: state['IsResolved'] !== true }),
  remove: null,
}
