import type { Credential } from '@bellhop/mews'
import { pageSize } from './api.ts'

/** How many ids a call of each operation of a token may ask for. Times are milliseconds of a monotonic clock. */
export type BatchSizes = {
  readonly of: (credential: Credential, operation: string) => number
  /** Notes that a batch was refused and it was not found out why: smaller ones part the bad ids from each other. */
  readonly shrink: (credential: Credential, operation: string, refused: number) => void
  /** Notes that a batch was too much for Mews: half of it is the most from now on, for ten minutes at least. */
  readonly limit: (credential: Credential, operation: string, refused: number, now: number) => void
  /** Notes a page for so many ids: if they were as many as may be, the next may be twice as many, up to the limit. */
  readonly grow: (credential: Credential, operation: string, asked: number, now: number) => void
}

/** Milliseconds after which twice the size that worked is tried again. */
const limitMs = 600_000

/** Creates the memory of a task that was refused nothing. */
export function createBatchSizes(): BatchSizes {
  const sizes = new Map<string, number>()
  const limits = new Map<string, { most: number; until: number }>()
  const keyOf = ({ name }: Credential, operation: string) => `${name} ${operation}`
  const of = (credential: Credential, operation: string) => sizes.get(keyOf(credential, operation)) ?? pageSize
  return {
    of,
    shrink: (credential, operation, refused) => {
      sizes.set(keyOf(credential, operation), Math.max(1, Math.floor(refused / 2)))
    },
    limit: (credential, operation, refused, now) => {
      const most = Math.max(1, Math.floor(refused / 2))
      limits.set(keyOf(credential, operation), { most, until: now + limitMs })
      sizes.set(keyOf(credential, operation), Math.min(of(credential, operation), most))
    },
    grow: (credential, operation, asked, now) => {
      if (asked < of(credential, operation)) return
      const key = keyOf(credential, operation)
      const limit = limits.get(key)
      if (limit !== undefined && now >= limit.until) limits.set(key, { most: limit.most * 2, until: now + limitMs })
      const size = Math.min(of(credential, operation) * 2, limits.get(key)?.most ?? pageSize)
      if (size < pageSize) sizes.set(key, size)
      else {
        sizes.delete(key)
        limits.delete(key)
      }
    },
  }
}
