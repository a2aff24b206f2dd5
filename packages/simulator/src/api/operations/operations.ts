import { customers } from './customers.ts'
import { messages, messageThreads } from './messages.ts'
import type { Operation } from './operation.ts'
import { payments } from './payments.ts'
import { reservations } from './reservations.ts'
import { resourceBlocks } from './resource-blocks.ts'
import { resources } from './resources.ts'

/** What every path of the API begins with. */
const API_PATH = '/api/connector/v1/'

/** The operations by their whole path. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [reservations, resources, messages, messageThreads, resourceBlocks, customers, payments].map((operation) => [
    API_PATH + operation.name,
    operation,
  ]),
)
