import { type Logger, logLevel } from 'kafkajs'
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mendQueues } from './pending-requests.ts'

const silent = () => {}
const logger: Logger = {
  info: silent,
  error: silent,
  warn: silent,
  debug: silent,
  namespace: () => logger,
  setLogLevel: () => void logLevel.NOTHING,
}

/** Sends a request by a queue and notes it in `sent`. */
function push(queue: RequestQueue, correlationId: number, sent: number[]): void {
  queue.push({
    entry: { apiKey: 0, apiName: 'Produce', apiVersion: 7, correlationId, resolve: silent, reject: silent },
    expectResponse: true,
    sendRequest: () => void sent.push(correlationId),
  })
}

const createQueue = (maxInFlightRequests: number) =>
  new RequestQueue({
    maxInFlightRequests,
    requestTimeout: 60_000,
    enforceRequestTimeout: false,
    clientId: 'a-client',
    broker: '127.0.0.1:1',
    logger,
    isConnected: () => true,
  })

describe('a queue of requests, mended', () => {
  beforeEach(() => {
    mendQueues()
    vi.useFakeTimers()
  })
  afterEach(() => void vi.useRealTimers())

  it('has no timer while nothing waits', () => {
    const sent: number[] = []
    const queue = createQueue(1)

    push(queue, 1, sent)
    queue.fulfillRequest({ correlationId: 1, payload: Buffer.alloc(0), size: 0 })

    expect(sent).toEqual([1])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('sends what waits when an answer comes', () => {
    const sent: number[] = []
    const queue = createQueue(1)

    push(queue, 1, sent)
    push(queue, 2, sent)
    expect(sent).toEqual([1])
    queue.fulfillRequest({ correlationId: 1, payload: Buffer.alloc(0), size: 0 })

    expect(sent).toEqual([1, 2])
  })

  it('sends what waits when the brokers have been spared for as long as they asked', () => {
    const sent: number[] = []
    const queue = createQueue(5)

    queue.maybeThrottle(700)
    push(queue, 1, sent)
    vi.advanceTimersByTime(600)
    expect(sent).toEqual([])
    vi.advanceTimersByTime(101)

    expect(sent).toEqual([1])
  })
})
