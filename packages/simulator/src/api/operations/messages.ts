import { ids, interval } from '../parameters.ts'
import type { Operation } from './operation.ts'

/** Messages by their threads: no id filter exists. Only threads of the calling integration are seen. */
export const messages: Operation = {
  name: 'messages/getAll',
  kind: 'message',
  arrayOut: 'Messages',
  siblings: [],
  scope: 'EnterpriseIds',
  idsIn: null,
  parameters: {
    MessageThreadIds: { ...ids('MessageThreadId'), isRequired: true },
    CreatedUtc: interval(1, ({ createdMs }) => createdMs),
  },
  exclusive: [],
  needsFilter: false,
}

/** Threads that the calling integration created. */
export const messageThreads: Operation = {
  name: 'messageThreads/getAll',
  kind: 'message-thread',
  arrayOut: 'MessageThreads',
  siblings: [],
  scope: 'EnterpriseIds',
  idsIn: 'MessageThreadIds',
  parameters: {
    CreatedUtc: interval(3, ({ createdMs }) => createdMs),
    UpdatedUtc: interval(3, ({ changedMs }) => changedMs),
  },
  exclusive: [],
  needsFilter: true,
}
