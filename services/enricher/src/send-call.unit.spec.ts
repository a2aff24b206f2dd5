import type { Answer, Call, FetchPage } from '@bellhop/mews'
import { createMetrics } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import type { Item } from './api.ts'
import { createFetchClock } from './clock.ts'
import { credentialOf } from './fakes/credentials.ts'
import { pageOf, refused } from './fakes/mews.ts'
import { openLog } from './fakes/open-log.ts'
import { createSend } from './send-call.ts'

const grand = credentialOf('grand')
const request = { operation: 'customers/getAll', arrayOut: 'Customers', filter: { CustomerIds: ['a'] } }

const { signal } = new AbortController()
const mayStill = () => true
const still = createFetchClock({ mono: () => 0, now: () => 0 })

/** The call over a client that answers so, with the clock standing still. */
function open(fetchPage: FetchPage<Item>, clock = still) {
  const metrics = createMetrics('enricher')
  const { lines, log } = openLog()
  const send = createSend(fetchPage, metrics, log, clock, async () => {})
  return { send, lines, text: () => metrics.text() }
}

describe('send', () => {
  it("makes the call with the credential's token, and says when it began", async () => {
    const calls: Call[] = []
    let now = 1_000
    const fetchPage = async (call: Call) => {
      calls.push(call)
      now += 250
      return pageOf([])
    }
    const { send } = open(fetchPage, createFetchClock({ mono: () => now, now: () => now }))

    expect(await send(grand, request, 1, signal, mayStill)).toEqual({ answer: pageOf([]), beganAt: 1_000 })
    expect(calls).toEqual([
      { ...request, accessToken: grand.accessToken, signal, mayStill, onAnswered: expect.any(Function) },
    ])
  })

  it('never says of a later call that it began earlier, though the clock is set back between them', async () => {
    const times = [100_000, 40_000, 40_001, 100_007]
    const clock = createFetchClock({ mono: () => 0, now: () => times.shift() ?? Number.NaN })
    const { send } = open(async () => pageOf([]), clock)

    const began: number[] = []
    for (let nth = 0; nth < 4; nth++) began.push((await send(grand, request, 1, signal, mayStill)).beganAt)

    expect(began).toEqual([100_000, 100_000, 100_000, 100_007])
  })

  it('counts the time of a page to its last byte, and that of reading it for itself', async () => {
    let now = 0
    const fetchPage = async ({ onAnswered }: Call) => {
      now += 250
      onAnswered?.()
      now += 4_000
      return pageOf([])
    }
    const clock = createFetchClock({ mono: () => now, now: () => now })
    const { send, text } = open(fetchPage, clock)

    await send(grand, request, 1, signal, mayStill)

    const told = await text()
    expect(told).toContain('bellhop_enricher_call_duration_seconds_sum{operation="customers/getAll"} 0.25')
    expect(told).toContain('bellhop_enricher_page_read_duration_seconds_sum{operation="customers/getAll"} 4')
  })

  it.each([
    [pageOf([]), '200'],
    [refused(429), '429'],
    [{ kind: 'unreachable', cause: 'timeout' }, 'timeout'],
  ] as ReadonlyArray<[Answer<never>, string]>)('counts the answer %j as %s', async (answer, status) => {
    const { send, text } = open(async () => answer)

    await send(grand, request, 7, signal, mayStill)

    const told = await text()
    expect(told).toContain(`bellhop_enricher_calls_total{operation="customers/getAll",status="${status}"} 1`)
    expect(told).toContain('bellhop_enricher_call_ids_sum{operation="customers/getAll"} 7')
    expect(told).not.toContain(grand.accessToken)
  })

  it.each(['aborted', 'breaker', 'late'] as const)(
    'tells no time and no ids of a call that ends as %s',
    async (cause) => {
      const { send, text } = open(async () => ({ kind: 'unreachable', cause }))

      await send(grand, request, 7, signal, mayStill)

      const told = await text()
      expect(told).toContain(`bellhop_enricher_calls_total{operation="customers/getAll",status="${cause}"} 1`)
      expect(told).not.toContain('bellhop_enricher_call_ids_sum{')
      expect(told).not.toContain('bellhop_enricher_call_duration_seconds_sum{')
    },
  )

  it('says which call was refused and what Mews said of it, and no token', async () => {
    const answer: Answer = { kind: 'refused', status: 400, restMs: undefined, message: 'Invalid Extent' }
    const { send, lines } = open(async () => answer)

    await send(grand, request, 7, signal, mayStill)

    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      credential: 'grand',
      operation: 'customers/getAll',
      status: '400',
      message: 'Invalid Extent',
    })
    expect(lines[0]).not.toContain(grand.accessToken)
  })

  it('counts a call that was aborted with its task, and warns of nothing', async () => {
    const answer: Answer = { kind: 'unreachable', cause: 'aborted' }
    const { send, lines, text } = open(async () => answer)

    await send(grand, request, 7, AbortSignal.abort(), mayStill)

    expect(lines).toEqual([])
    expect(await text()).toContain('status="aborted"} 1')
  })
})
