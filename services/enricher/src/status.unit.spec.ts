import type { Tasks } from '@bellhop/kafka'
import { createMetrics } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { credentialOf } from './fakes/credentials.ts'
import { createHalts, type Halts } from './halts.ts'
import type { Memory } from './states.ts'
import { createStatus } from './status.ts'
import { createTokens } from './tokens.ts'

const grand = credentialOf('grand')
const petite = credentialOf('petite')
/** Nothing is remembered, and nothing halted. */
const still = {
  memories: new Set<Memory>(),
  halted: new Set<Halts>(),
  breaker: { openMs: () => 0 },
  directory: { refusedSince: (): number | undefined => undefined },
  undecodable: { floodSince: (): number | undefined => undefined },
}
const clock = { mono: () => 20_000, now: () => 0 }

function open() {
  const status = createStatus(createMetrics('enricher'), clock)
  let isMember = true
  let areOpen = true
  const tasks: Tasks = {
    owned: () => [1, 4],
    areOpen: () => areOpen,
    isMember: () => isMember,
    lag: () =>
      new Map([
        ['mews.events.a', 7],
        ['mews.events.b', 0],
      ]),
    oldest: () => new Map([['mews.events.a', -90_000]]),
  }
  const lose = () => {
    isMember = false
  }
  const take = () => {
    areOpen = false
  }
  return { status, tasks, lose, take }
}

describe('the status of an enricher', () => {
  it('is not ready while it starts, and says what it waits for', () => {
    const { status } = open()
    expect(status.isReady()).toEqual({ isReady: false, reasons: ['starting'] })

    status.starting('waiting for the brokers')

    expect(status.isReady()).toEqual({ isReady: false, reasons: ['waiting for the brokers'] })
  })

  it('is ready while it is a member of its group', () => {
    const { status, tasks, lose } = open()

    status.running({ tasks, ...still, standings: new Set() })
    expect(status.isReady()).toEqual({ isReady: true, reasons: [] })

    lose()
    expect(status.isReady()).toEqual({
      isReady: false,
      reasons: ['no member of the consumer group: it hands its tasks round, or the brokers do not answer'],
    })
  })

  it('is not ready while it takes tasks over', () => {
    const { status, tasks, take } = open()
    status.running({ tasks, ...still, standings: new Set() })

    take()

    expect(status.isReady()).toEqual({ isReady: false, reasons: ['tasks are being taken over'] })
  })

  it('is not ready while tasks restore what was published last, and counts what they remember', async () => {
    const { status, tasks } = open()
    const memories = [
      { states: { size: () => 40 }, isRestored: true },
      { states: { size: () => 2 }, isRestored: false },
    ]
    status.running({ tasks, ...still, standings: new Set(), memories: new Set(memories) })

    expect(status.isReady()).toEqual({
      isReady: false,
      reasons: ['1 tasks are restoring: they read what was published last'],
    })
    expect(await status.metrics.text()).toContain('bellhop_enricher_state_entries 42')
  })

  it('is not ready while an operation is halted, and says which, why and what to do', async () => {
    const { status, tasks } = open()
    const halts = createHalts()
    halts.halt('grand', 'customers/getAll', 'flood', 0)
    status.running({ tasks, ...still, standings: new Set(), halted: new Set([halts]) })

    expect(status.isReady()).toEqual({
      isReady: false,
      reasons: [
        'customers/getAll of lane grand is halted since 1970-01-01T00:00:00.000Z (a flood of dead letters): its events ' +
          'wait; mend the cause, which is found by a probe within ten minutes, or say bellhop resume, or bellhop drop',
      ],
    })
    expect(await status.metrics.text()).toContain(
      'bellhop_enricher_parked_operations{operation="customers/getAll",reason="flood",credential="",lane="grand"} 1',
    )
    halts.resume('grand', null, 1)
    expect(status.isReady()).toEqual({ isReady: true, reasons: [] })
  })

  it('is not ready while the breaker is open', async () => {
    const { status, tasks } = open()
    status.running({ tasks, ...still, standings: new Set(), breaker: { openMs: () => 12_000 } })

    expect(status.isReady()).toEqual({
      isReady: false,
      reasons: ['most calls to the Mews API have failed for 12 s: events wait, and it is probed every ten seconds'],
    })
    expect(await status.metrics.text()).toContain('bellhop_enricher_breaker_open 1')
    expect(await status.metrics.text()).toContain('bellhop_enricher_ready 0')
  })

  it('is not ready while records come in a flood that no schema reads', () => {
    const { status, tasks } = open()
    status.running({ tasks, ...still, standings: new Set(), undecodable: { floodSince: () => 60_000 } })

    expect(status.isReady()).toEqual({
      isReady: false,
      reasons: [
        'a flood of records that no schema reads since 1970-01-01T00:01:00.000Z: they become dead letters, with their ' +
          'bytes; see what writes to the event topics, and the schema registry',
      ],
    })
  })

  it('is ready with a directory that cannot be used, and says since when and what holds meanwhile', () => {
    const { status, tasks } = open()
    status.running({ tasks, ...still, standings: new Set(), directory: { refusedSince: () => 60_000 } })

    expect(status.isReady()).toEqual({
      isReady: true,
      reasons: [
        'the directory cannot be used since 1970-01-01T00:01:00.000Z: all goes on as the last good one says; the log ' +
          'names every problem of it',
      ],
    })
  })

  it('shows which operations of which credentials are parked', async () => {
    const { status, tasks } = open()
    const tokens = createTokens()
    tokens.park(grand, 'customers/getAll', 600_000)
    tokens.park(petite, 'customers/getAll', 600_000)
    status.running({ tasks, ...still, standings: new Set([tokens]) })

    const text = await status.metrics.text()
    for (const { name } of [grand, petite]) {
      expect(text).toContain(
        `bellhop_enricher_parked_operations{operation="customers/getAll",reason="401",credential="${name}",lane=""} 1`,
      )
    }
  })

  it('has metrics before it runs', async () => {
    expect(await open().status.metrics.text()).toContain('bellhop_enricher_turns_total 0')
  })

  it('reads off tasks, lag and budgets when it is asked for its metrics', async () => {
    const { status, tasks } = open()
    const tokens = createTokens()
    tokens.spend(grand, 10_000)
    tokens.spend(grand, 11_000)
    status.running({ tasks, ...still, standings: new Set([tokens]) })

    const text = await status.metrics.text()

    expect(text).toContain('bellhop_enricher_owned_tasks 2')
    expect(text).toContain('bellhop_enricher_lag_records{topic="mews.events.a"} 7')
    expect(text).toContain('bellhop_enricher_oldest_event_age_seconds{topic="mews.events.a"} 90')
    expect(text).toContain('bellhop_enricher_oldest_event_age_seconds{topic="mews.events.b"} 0')
    expect(text).toContain('bellhop_enricher_budget_capacity_calls{credential="grand"} 200')
    expect(text).toContain('bellhop_enricher_budget_used_calls{credential="grand"} 2')
  })

  it('adds up what the tasks have used of one budget: a lane that moved has left calls behind', async () => {
    const { status, tasks } = open()
    const [before, now] = [createTokens(), createTokens()]
    before.spend(grand, 10_000)
    now.spend(grand, 11_000)
    now.spend(grand, 12_000)
    const idle = createTokens()
    idle.waitFor(grand, 12_000)
    status.running({ tasks, ...still, standings: new Set([before, now, idle]) })

    for (const _again of ['once', 'again']) {
      const text = await status.metrics.text()
      expect(text).toContain('bellhop_enricher_budget_used_calls{credential="grand"} 3')
      expect(text).toContain('bellhop_enricher_budget_capacity_calls{credential="grand"} 200')
    }
  })

  it('shows no budget of a task that was given away', async () => {
    const { status, tasks } = open()
    const tokens = createTokens()
    tokens.spend(petite, 10_000)
    const standings = new Set([tokens])
    status.running({ tasks, ...still, standings })
    await status.metrics.text()

    standings.delete(tokens)

    expect(await status.metrics.text()).not.toContain('petite')
  })
})
