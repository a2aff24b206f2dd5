import { afterEach, describe, expect, it } from 'vitest'
import { openAdmin, type Readiness } from './admin.ts'
import { createCloser } from './lifecycle.ts'
import { createMetrics } from './metrics.ts'

const closer = createCloser()
afterEach(() => closer.closeAll())

async function openTestAdmin(readiness: Readiness = { isReady: true, reasons: [] }) {
  const metrics = createMetrics('ingress')
  const { port } = closer.keep(await openAdmin({ host: '127.0.0.1', port: 0, isReady: () => readiness, metrics }))
  return { metrics, port, get: (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init) }
}

describe('openAdmin', () => {
  it('is live as soon as it is open, ready or not', async () => {
    const { get } = await openTestAdmin({ isReady: false, reasons: ['the brokers are away'] })

    expect((await get('/health/live')).status).toBe(200)
  })

  it('says why the service is not ready', async () => {
    const { get } = await openTestAdmin({ isReady: false, reasons: ['the brokers are away'] })

    const response = await get('/health/ready')

    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ status: 'not ready', reasons: ['the brokers are away'] })
  })

  it('says that it is ready', async () => {
    const { get } = await openTestAdmin()

    const response = await get('/health/ready?verbose')

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'ready', reasons: [] })
  })

  it('serves our metrics and those of the process', async () => {
    const { get, metrics } = await openTestAdmin()
    metrics.webhooks.inc({ outcome: 'events', status: '204' })

    const text = await (await get('/metrics')).text()

    expect(text).toContain('bellhop_ingress_webhooks_total{outcome="events",status="204"} 1')
    expect(text).toContain('process_resident_memory_bytes')
  })

  it('answers 404 to everything else', async () => {
    const { get } = await openTestAdmin()

    expect((await get('/')).status).toBe(404)
    expect((await get('/metrics', { method: 'POST' })).status).toBe(404)
  })

  it('names the address that is taken', async () => {
    const { port, metrics } = await openTestAdmin()
    const isReady = () => ({ isReady: true, reasons: [] })

    await expect(openAdmin({ host: '127.0.0.1', port, isReady, metrics })).rejects.toMatchObject({
      code: 'port-taken',
      message: `ADMIN_HOST 127.0.0.1 and ADMIN_PORT ${port} cannot be had (EADDRINUSE).`,
    })
  })
})
