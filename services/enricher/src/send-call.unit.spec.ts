import type { Answer, Call } from '@bellhop/mews'
import { createLogger, createMetrics } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { createFetchClock } from './clock.ts'
import { credentialOf } from './fakes/credentials.ts'
import { pageOf, refused } from './fakes/mews.ts'
import { createSend } from './send-call.ts'

const grand = credentialOf('grand')
const request = { operation: 'customers/getAll', arrayOut: 'Customers', filter: { CustomerIds: ['a'] } }

const { signal } = new AbortController()
const mayStill = () => true
const still = createFetchClock({ mono: () => 0, now: () => 0 })

/** A log that keeps its lines. */
function openLog() {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  return { lines, log: createLogger({ service: 'enricher', level: 'info', destination }) }
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
    const send = createSend(
      fetchPage,
      createMetrics('enricher'),
      openLog().log,
      createFetchClock({ mono: () => now, now: () => now }),
      async () => {},
    )

    expect(await send(grand, request, 1, signal, mayStill)).toEqual({ answer: pageOf([]), beganAt: 1_000 })
    expect(calls).toEqual([
      { ...request, accessToken: grand.accessToken, signal, mayStill, onAnswered: expect.any(Function) },
    ])
  })

  it('never says of a later call that it began earlier, though the clock is set back between them', async () => {
    const times = [100_000, 40_000, 40_001, 100_007]
    const clock = createFetchClock({ mono: () => 0, now: () => times.shift() ?? Number.NaN })
    const send = createSend(
      async () => pageOf([]),
      createMetrics('enricher'),
      openLog().log,
      clock,
      async () => {},
    )

    const began: number[] = []
    for (let nth = 0; nth < 4; nth++) began.push((await send(grand, request, 1, signal, mayStill)).beganAt)

    expect(began).toEqual([100_000, 100_000, 100_000, 100_007])
  })

  it('counts the time of a page to its last byte, and that of reading it for itself', async () => {
    let now = 0
    const metrics = createMetrics('enricher')
    const fetchPage = async ({ onAnswered }: Call) => {
      now += 250
      onAnswered?.()
      now += 4_000
      return pageOf([])
    }
    const clock = createFetchClock({ mono: () => now, now: () => now })
    const send = createSend(fetchPage, metrics, openLog().log, clock, async () => {})

    await send(grand, request, 1, signal, mayStill)

    const text = await metrics.text()
    expect(text).toContain('bellhop_enricher_call_duration_seconds_sum{operation="customers/getAll"} 0.25')
    expect(text).toContain('bellhop_enricher_page_read_duration_seconds_sum{operation="customers/getAll"} 4')
  })

  it.each([
    [pageOf([]), '200'],
    [refused(429), '429'],
    [{ kind: 'unreachable', cause: 'timeout' }, 'timeout'],
  ] as ReadonlyArray<[Answer<never>, string]>)('counts the answer %j as %s', async (answer, status) => {
    const metrics = createMetrics('enricher')
    const send = createSend(
      async () => answer,
      metrics,
      openLog().log,
      still,
      async () => {},
    )

    await send(grand, request, 7, signal, mayStill)

    const text = await metrics.text()
    expect(text).toContain(`bellhop_enricher_calls_total{operation="customers/getAll",status="${status}"} 1`)
    expect(text).toContain('bellhop_enricher_call_ids_sum{operation="customers/getAll"} 7')
    expect(text).not.toContain(grand.accessToken)
  })

  it.each(['aborted', 'breaker', 'late'] as const)(
    'tells no time and no ids of a call that ends as %s',
    async (cause) => {
      const metrics = createMetrics('enricher')
      const send = createSend(
        async () => ({ kind: 'unreachable', cause }),
        metrics,
        openLog().log,
        still,
        async () => {},
      )

      await send(grand, request, 7, signal, mayStill)

      const text = await metrics.text()
      expect(text).toContain(`bellhop_enricher_calls_total{operation="customers/getAll",status="${cause}"} 1`)
      expect(text).not.toContain('bellhop_enricher_call_ids_sum{')
      expect(text).not.toContain('bellhop_enricher_call_duration_seconds_sum{')
    },
  )

  it('says which call was refused and what Mews said of it, and no token', async () => {
    const { lines, log } = openLog()
    const answer: Answer = { kind: 'refused', status: 400, restMs: undefined, message: 'Invalid Extent' }
    const send = createSend(
      async () => answer,
      createMetrics('enricher'),
      log,
      still,
      async () => {},
    )

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
    const { lines, log } = openLog()
    const metrics = createMetrics('enricher')
    const answer: Answer = { kind: 'unreachable', cause: 'aborted' }
    const send = createSend(
      async () => answer,
      metrics,
      log,
      still,
      async () => {},
    )

    await send(grand, request, 7, AbortSignal.abort(), mayStill)

    expect(lines).toEqual([])
    expect(await metrics.text()).toContain('status="aborted"} 1')
  })
})
