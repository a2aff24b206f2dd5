import type { Credential } from '@bellhop/mews'
import { pageSize } from './api.ts'

/** How many ids a call of each operation of a token may ask for. */
export type BatchSizes = {
  readonly of: (credential: Credential, operation: string) => number
  /** Notes that a batch was refused and it was not found out why: smaller ones part the bad ids from each other. */
  readonly shrink: (credential: Credential, operation: string, refused: number) => void
  /** Notes a page: the next batch may be twice as large again. */
  readonly grow: (credential: Credential, operation: string) => void
}

/** Creates the memory of a task that was refused nothing. */
export function createBatchSizes(): BatchSizes {
  const sizes = new Map<string, number>()
  const keyOf = ({ name }: Credential, operation: string) => `${name} ${operation}`
  const of = (credential: Credential, operation: string) => sizes.get(keyOf(credential, operation)) ?? pageSize
  return {
    of,
    shrink: (credential, operation, refused) => {
      sizes.set(keyOf(credential, operation), Math.max(1, Math.floor(refused / 2)))
    },
    grow: (credential, operation) => {
      const size = of(credential, operation) * 2
      if (size < pageSize) sizes.set(keyOf(credential, operation), size)
      else sizes.delete(keyOf(credential, operation))
    },
  }
}
