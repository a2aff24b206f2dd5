import { createCloser } from '@bellhop/runtime'
import { request } from 'undici'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSimulator } from '../open-simulator.ts'
import type { Simulator } from '../simulator.ts'
import { openReceiver } from '../testing/open-receiver.ts'
import { createFlow } from './flow.ts'
import { openControl } from './open-control.ts'

describe('the control', () => {
  let closer: ReturnType<typeof createCloser>
  let simulator: Simulator
  let address: string

  beforeEach(async () => {
    closer = createCloser()
    const receiver = await openReceiver()
    closer.keep({ value: receiver, close: receiver.close })
    simulator = closer.keep(await openSimulator({ entitiesPerEnterprise: 1, webhookUrl: receiver.url }))
    const flow = createFlow(simulator, 200)
    const port = closer.keep(await openControl({ simulator, flow, host: '127.0.0.1', port: 0 }))
    address = `http://127.0.0.1:${port}`
  })
  afterEach(() => closer.closeAll())

  const ask = async (method: 'GET' | 'PUT', path: string, body = '') => {
    const answer = await request(`${address}${path}`, method === 'GET' ? { method } : { method, body })
    return { status: answer.statusCode, text: await answer.body.text() }
  }

  it('says that it is well', async () => {
    expect(await ask('GET', '/health')).toEqual({ status: 200, text: 'well\n' })
  })

  it('starts traffic, and has ended it with every webhook answered when it says so', async () => {
    await ask('PUT', '/traffic', '{"eventsPerSecond":500}')
    await expect.poll(() => simulator.stats().webhooks.accepted, { timeout: 30_000 }).toBeGreaterThan(3)

    const stopped = await ask('PUT', '/traffic', '{"eventsPerSecond":0}')

    const { posted, accepted } = JSON.parse(stopped.text).webhooks
    expect(accepted).toBe(posted)
    expect(JSON.parse((await ask('GET', '/stats')).text)).toEqual(JSON.parse(stopped.text))
    const events = Object.values<number>(JSON.parse((await ask('GET', '/accepted-events')).text))
    const byDiscriminator = Object.values<number>(JSON.parse(stopped.text).events.accepted)
    expect(events.reduce((sum, times) => sum + times, 0)).toBe(byDiscriminator.reduce((sum, count) => sum + count, 0))
  })

  it('tells every entity as the simulator does', async () => {
    const { text } = await ask('GET', '/truth')

    const lines = text.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify([...simulator.truth()])))
  })

  it.each(['', '{}', '{"eventsPerSecond":-1}', '[5]'])('refuses the traffic %j', async (body) => {
    expect(await ask('PUT', '/traffic', body)).toMatchObject({ status: 400, text: /eventsPerSecond/ })
  })

  it('knows nothing else', async () => {
    expect(await ask('GET', '/')).toMatchObject({ status: 404 })
  })
})
