import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { noFaults, openSimulator, type Simulator } from '../index.ts'
import { idsOf, listOf, openCaller } from '../testing/open-caller.ts'

const deadline = { timeout: 30_000, interval: 5 }
const unknown = '0f515589-99b4-423d-b83a-b237009f0509'

let simulator: Simulator
let caller: ReturnType<typeof openCaller>
let close: () => Promise<void>
let nowMs = Date.parse('2026-05-20T12:00:00Z')

beforeAll(async () => {
  const limit = { requests: 100_000, windowMs: 30_000 }
  const opened = await openSimulator({ chains: 1, entitiesPerEnterprise: 30, limit, now: () => new Date(nowMs) })
  simulator = opened.value
  caller = openCaller(() => simulator.directory)
  close = opened.close
})

afterEach(() => {
  simulator.faults = {}
})

afterAll(async () => {
  await caller.close()
  await close()
})

const enterpriseId = () => simulator.directory.credentials[0]?.enterpriseIds[0] ?? ''
const createPayment = () => simulator.change({ entity: 'payment', action: 'create', enterpriseId: enterpriseId() }).id
const ask = (PaymentIds: readonly string[]) => caller.call('payments/getAll', { PaymentIds })

describe('faults', () => {
  it('are none at first, and none again when set to nothing', async () => {
    const id = createPayment()
    expect(simulator.faults).toEqual(noFaults)

    simulator.faults = { statusRates: { 500: 1 } }
    const faulty = await ask([id])
    simulator.faults = {}
    const healthy = await ask([id])

    expect([faulty.status, healthy.status]).toEqual([500, 200])
    expect(simulator.faults).toEqual(noFaults)
  })

  it.each([401, 403, 404, 408, 409, 410, 413, 429, 500, 503])(
    'answer with a drawn %i, worded as a true one',
    async (status) => {
      simulator.faults = { statusRates: { [status]: 1 } }

      const answer = await ask([unknown])

      expect(answer.status).toBe(status)
      expect(answer.body).toMatchObject({ Message: expect.any(String), RequestId: answer.headers['request-id'] })
      expect(answer.headers['retry-after']).toBe(status === 429 ? '1' : undefined)
    },
  )

  it('come as often as their rates say', async () => {
    simulator.faults = { statusRates: { 500: 0.2, 401: 0.1 } }

    const statuses: number[] = []
    for (let call = 0; call < 400; call += 1) statuses.push((await ask([unknown])).status)

    const share = (status: number) => statuses.filter((one) => one === status).length / statuses.length
    expect(share(500)).toBeGreaterThan(0.12)
    expect(share(500)).toBeLessThan(0.28)
    expect(share(401)).toBeGreaterThan(0.05)
    expect(share(401)).toBeLessThan(0.16)
    expect(share(200) + share(500) + share(401)).toBe(1)
  })

  it('concern one operation, or one token, where that is said', async () => {
    simulator.faults = { statusRates: { 500: 1 }, forOperation: 'payments/', forToken: 'chain-1-a' }

    const answers = await Promise.all([
      ask([unknown]),
      caller.call('resourceBlocks/getAll', {}),
      caller.call('payments/getAll', { PaymentIds: [unknown] }, { credential: 'chain-1-b' }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([500, 200, 200])
  })

  it('delay an answer by no less than the latency', async () => {
    simulator.faults = { latencyMs: 60, jitterMs: 5 }
    const startedMs = performance.now()

    const { status } = await ask([unknown])

    expect(status).toBe(200)
    expect(performance.now() - startedMs).toBeGreaterThan(55)
  })

  it('destroy the socket', async () => {
    simulator.faults = { resetRate: 1 }
    const before = simulator.stats().calls.byStatus['reset'] ?? 0

    await expect(ask([unknown])).rejects.toThrow()

    expect(simulator.stats().calls.byStatus['reset']).toBe(before + 1)
  })

  it('never answer', async () => {
    simulator.faults = { hangRate: 1 }
    const giveUp = new AbortController()

    const call = caller.call('payments/getAll', { PaymentIds: [unknown] }, { signal: giveUp.signal })
    const ended = call.then(
      () => 'answered',
      () => 'given up',
    )
    await vi.waitFor(() => expect(simulator.stats().calls.byStatus['hung']).toBe(1), deadline)
    giveUp.abort()

    expect(await ended).toBe('given up')
  })

  it('break off in the middle of the body', async () => {
    simulator.faults = { truncateRate: 1 }

    await expect(caller.call('resourceBlocks/getAll', {})).rejects.toThrow()
  })

  it.each([200, 502])('answer with HTML under %i', async (notJsonStatus) => {
    simulator.faults = { notJsonRate: 1, notJsonStatus }

    const answer = await ask([unknown])

    expect([answer.status, answer.headers['content-type']]).toEqual([notJsonStatus, 'text/html; charset=utf-8'])
    expect(answer.text).toMatch(/^<!doctype html>/)
  })

  it('give a whole body slowly', async () => {
    const id = createPayment()
    simulator.faults = { slowBodyRate: 1, slowBodyMs: 100 }
    const startedMs = performance.now()

    const answer = await ask([id])

    expect(idsOf(answer, 'Payments')).toEqual([id])
    expect(performance.now() - startedMs).toBeGreaterThan(85)
  })

  it('add unknown fields to the envelope, to each entity, and inside one', async () => {
    const id = createPayment()
    simulator.faults = { unknownFields: true }

    const answer = await ask([id])

    expect(answer.body).toMatchObject({ IntroducedLater: { Total: 1 } })
    expect(listOf(answer, 'Payments')[0]).toMatchObject({
      CustomTitleName: 'Lady',
      IntroducedLater: { Code: 'A1' },
      Amount: { IntroducedLater: 'ěščř' },
    })
  })

  it('show a new value in an enum', async () => {
    const id = createPayment()
    simulator.faults = { newEnumValues: true }

    const answer = await ask([id])

    expect(listOf(answer, 'Payments')[0]).toMatchObject({ Type: 'BarterPayment', PaymentOrigin: 'Kiosk' })
  })

  it('break one field of one entity, or take it away', async () => {
    const [id, other] = [createPayment(), createPayment()]
    simulator.faults = {
      brokenFields: [
        { entity: 'payment', id, path: 'Amount.NetValue', value: 'twelve' },
        { entity: 'payment', id, path: 'State', value: undefined },
      ],
    }

    const answer = await ask([id, other])

    const broken = listOf(answer, 'Payments').find(({ Id }) => Id === id)
    expect(broken).toMatchObject({ Amount: { NetValue: 'twelve', GrossValue: expect.any(Number) } })
    expect(broken).not.toHaveProperty('State')
    expect(listOf(answer, 'Payments').find(({ Id }) => Id === other)).toEqual(
      simulator.truthOf('payment', other)?.state,
    )
  })

  it('hide an entity that exists', async () => {
    const [hidden, shown] = [createPayment(), createPayment()]
    simulator.faults = { missingIds: new Set([hidden]) }

    expect(idsOf(await ask([hidden, shown]), 'Payments')).toEqual([shown])
    expect(simulator.truthOf('payment', hidden)).toBeDefined()
  })

  it.each([400, 403] as const)('refuse a whole call with %i for one id', async (status) => {
    const [bad, good] = [createPayment(), createPayment()]
    simulator.faults = { refusedIds: new Map([[bad, status]]) }

    const answers = await Promise.all([ask([good, bad]), ask([good])])

    expect(answers.map((answer) => answer.status)).toEqual([status, 200])
  })

  it('refuse unknown ids where that is asked for', async () => {
    const id = createPayment()
    simulator.faults = { refuseUnknownIds: true }

    const answers = await Promise.all([ask([id, unknown]), ask([id])])

    expect(answers.map(({ status }) => status)).toEqual([400, 200])
  })

  it.each([408, 413] as const)('refuse too many ids with %i', async (status) => {
    const ids = [createPayment(), createPayment(), createPayment()]
    simulator.faults = { tooManyIds: { above: 2, status } }

    const answers = await Promise.all([ask(ids), ask(ids.slice(1))])

    expect(answers.map((answer) => answer.status)).toEqual([status, 200])
  })

  it('read from a replica that lags: the state before the change, and nothing of what is new', async () => {
    const id = createPayment()
    const before = simulator.truthOf('payment', id)?.state
    nowMs += 60_000
    simulator.change({ entity: 'payment', id })
    const fresh = createPayment()
    simulator.faults = { staleReads: { rate: 1, lagMs: 10_000 } }

    const stale = await ask([id, fresh])
    nowMs += 10_001
    const caughtUp = await ask([id, fresh])

    expect(listOf(stale, 'Payments')).toEqual([before])
    expect(new Set(idsOf(caughtUp, 'Payments'))).toEqual(new Set([id, fresh]))
    expect(listOf(caughtUp, 'Payments').find(({ Id }) => Id === id)).toEqual(simulator.truthOf('payment', id)?.state)
  })

  it('count against the limit like any other call', async () => {
    const before = simulator.stats().calls
    simulator.faults = { statusRates: { 500: 1 } }

    await ask([unknown])

    const { byToken, byStatus, total } = simulator.stats().calls
    expect(total).toBe(before.total + 1)
    expect(byToken['chain-1-a']).toBe((before.byToken['chain-1-a'] ?? 0) + 1)
    expect(byStatus['500']).toBe((before.byStatus['500'] ?? 0) + 1)
  })
})
