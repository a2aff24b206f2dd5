import type { RetryDelay } from '@bellhop/records'

/** Milliseconds that the records of each retry topic wait. */
export const delayMs: Readonly<Record<RetryDelay, number>> = { '10s': 10_000, '1m': 60_000, '10m': 600_000 }
