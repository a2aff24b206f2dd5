import type { EntityName } from '@bellhop/records'
import { vi } from 'vitest'
import type { Send } from '../api.ts'
import { createBatchSizes } from '../batch-sizes.ts'
import { systemClock } from '../clock.ts'
import type { Codecs } from '../codecs.ts'
import { createCodecs } from '../codecs.ts'
import { createHalts } from '../halts.ts'
import { createKnownThreads } from '../known-threads.ts'
import { createLaneBooks } from '../lane-books.ts'
import type { LaneTools, LaneTurn } from '../lane-tools.ts'
import { createOutages } from '../outages.ts'
import { createTokens } from '../tokens.ts'
import { createUnderWay } from '../under-way.ts'
import { createFakeRegistry, schemaIds, topics } from './registry.ts'

/** The real codecs, over a registry in memory. */
export function createFakeCodecs(): Promise<Codecs> {
  const registry = createFakeRegistry()
  return createCodecs(registry, topics, schemaIds)
}

/** What lanes share, over the machine's clock, which specs fake. */
export function createLaneTools(
  send: Send,
  given: Partial<Omit<LaneTools, 'onFrozen' | 'onParked' | 'onStrangers'>> = {},
) {
  return {
    task: { owns: () => true },
    tokens: createTokens(),
    outages: createOutages(),
    halts: createHalts(),
    breaker: { mayCall: () => true, openMs: () => 0, closedAt: () => 0 },
    sizes: createBatchSizes(),
    threads: createKnownThreads(),
    books: createLaneBooks(),
    underWay: createUnderWay(),
    signal: new AbortController().signal,
    send,
    clock: systemClock,
    onFrozen: vi.fn<LaneTools['onFrozen']>(),
    onParked: vi.fn<LaneTools['onParked']>(),
    onStrangers: vi.fn<LaneTools['onStrangers']>(),
    ...given,
  }
}

/** A turn of one lane: without a deadline, and nothing more arrives. */
export function createLaneTurn(given: Partial<LaneTurn> = {}): LaneTurn {
  return {
    isOver: () => false,
    deadlineAt: () => undefined,
    mayCall: () => true,
    isSaturated: () => false,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    grow: async () => undefined,
    ...given,
  }
}

/** All entities, to be gone through. */
export const entityNames: readonly EntityName[] = [
  'reservation',
  'resource',
  'message',
  'resource-block',
  'customer',
  'payment',
]
