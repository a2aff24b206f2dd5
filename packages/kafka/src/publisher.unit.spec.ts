import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPublisher, type ProducerSource, type PublisherOptions, type SendingProducer } from './publisher.ts'
import type { OutgoingRecord } from './record.ts'

type Send = Parameters<SendingProducer['sendBatch']>[0]

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** A client whose producers do with each send what they are told, and note how many were outstanding at once. */
function createClient(onSend: (send: Send, producer: number) => Promise<void> = async () => undefined) {
  const values: string[] = []
  const sends: number[] = []
  const state = { producers: 0, open: 0, outstanding: 0, mostOutstanding: 0, failingConnects: 0 }
  const client: ProducerSource = {
    producer: () => {
      state.producers += 1
      const number = state.producers
      return {
        connect: async () => {
          if (state.failingConnects > 0) {
            state.failingConnects -= 1
            throw Object.assign(new Error('The controller is not known yet'), { retriable: true })
          }
          state.open += 1
        },
        disconnect: async () => {
          state.open -= 1
        },
        sendBatch: async (send) => {
          state.outstanding += 1
          state.mostOutstanding = Math.max(state.mostOutstanding, state.outstanding)
          try {
            await onSend(send, number)
          } finally {
            state.outstanding -= 1
          }
          const messages = (send.topicMessages ?? []).flatMap(({ topic, messages }) =>
            messages.map((message) => ({ topic, ...message })),
          )
          values.push(...messages.map(({ value }) => String(value)))
          sends.push(messages.length)
          return messages.map(({ topic, partition = -1 }) => ({ topicName: topic, partition, errorCode: 0 }))
        },
      }
    },
  }
  return { client, values, sends, state }
}

const record = (value: string, key = 'lane'): OutgoingRecord => ({ topic: 't', key, value: Buffer.from(value) })

const open = (client: ProducerSource, options: Partial<PublisherOptions> = {}) =>
  openPublisher(client, { countPartitions: () => 12, log: quiet, lingerMs: 0, ...options })

/** Something to be waited for, and the way to end the wait. */
function createGate() {
  let release: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    release = resolve
  })
  return { passed, release }
}

describe('the publisher', () => {
  it('gathers many calls into few sends, one outstanding at a time, in the order of the calls', async () => {
    const { client, values, sends, state } = createClient(() => new Promise((resolve) => setImmediate(resolve)))
    const { value, close } = await open(client, { lingerMs: 2 })
    const wanted = Array.from({ length: 2_000 }, (_, i) => `${i}`)

    await Promise.all(wanted.map((text) => value.publish([record(text)])))
    await close()

    expect(values).toEqual(wanted)
    expect(sends.length).toBeLessThan(200)
    expect(state.mostOutstanding).toBe(1)
  })

  it('resolves a call only after the send that holds the last of its records', async () => {
    const gate = createGate()
    const { client, sends } = createClient(async () => (sends.length === 1 ? gate.passed : undefined))
    const { value, close } = await open(client)
    const big = 'x'.repeat(400_000)
    let isResolved = false

    const call = value.publish([record(big), record(big)]).then(() => {
      isResolved = true
    })
    while (sends.length < 1) await new Promise((resolve) => setImmediate(resolve))
    const before = isResolved
    gate.release()
    await call
    await close()

    expect(before).toBe(false)
    expect(sends).toEqual([1, 1])
  })

  it('sends a call that is made just as the last one is settled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 30 }), async (ticks) => {
        const { client, values } = createClient()
        const { value, close } = await open(client, { maxWaitingMs: 600_000 })

        await value.publish([record('first')])
        for (let i = 0; i < ticks; i++) await Promise.resolve()
        await value.publish([record('second')])
        await close()

        expect(values).toEqual(['first', 'second'])
      }),
      { numRuns: 60 },
    )
  })

  it('gives a failed send back to its callers and goes on with a new producer', async () => {
    const { client, values, state } = createClient(async (_send, producer) => {
      if (producer === 1) throw new Error('out of retries')
    })
    const { value, close } = await open(client)

    const failed = value.publish([record('lost')])

    await expect(failed).rejects.toMatchObject({ code: 'kafka.publish-failed', retriable: true })

    await value.publish([record('kept')])
    await close()

    expect(values).toEqual(['kept'])
    expect(state).toMatchObject({ producers: 2, open: 0 })
  })

  it('keeps trying for a new producer when the first cannot be had', async () => {
    const { client, values, state } = createClient(async () => {
      if (state.producers === 1) throw new Error('out of retries')
    })
    const { value, close } = await open(client)
    state.failingConnects = 2

    await expect(value.publish([record('lost')])).rejects.toMatchObject({ code: 'kafka.publish-failed' })
    await value.publish([record('kept')])
    await close()

    expect(values).toEqual(['kept'])
    expect(state.producers).toBe(4)
  })

  it('waits at its start for brokers that are not ready, and gives up on what no waiting mends', async () => {
    const { client, state } = createClient()
    state.failingConnects = 1
    const { close } = await open(client)
    await close()

    const refusing: ProducerSource = {
      producer: () => ({ ...client.producer({}), connect: () => Promise.reject(new Error('SASL refused')) }),
    }

    await expect(open(refusing)).rejects.toThrow('SASL refused')
  })

  it('does not believe a send whose answer leaves a partition out', async () => {
    const { client } = createClient()
    const forgetful: ProducerSource = {
      producer: (config) => {
        const producer = client.producer(config)
        return { ...producer, sendBatch: async (send) => (await producer.sendBatch(send)).slice(0, 1) }
      },
    }
    const { value, close } = await open(forgetful)
    const twoPartitions = [0, 1].map((partition) => ({ ...record('x'), partition }))

    await expect(value.publish(twoPartitions)).rejects.toMatchObject({
      code: 'kafka.publish-failed',
      cause: new Error('The client did not send to t/1'),
    })
    await close()
  })

  it('gives back what could not be sent in time, and leaves what is under way alone', async () => {
    const begun = createGate()
    const gate = createGate()
    const { client, values } = createClient(() => {
      begun.release()
      return gate.passed
    })
    const { value, close } = await open(client, { maxWaitingMs: 300 })

    const underWay = value.publish([record('under way')])
    await begun.passed
    const waiting = value.publish([record('waiting')])

    await expect(waiting).rejects.toThrow('Not sent within 300 ms')
    gate.release()
    await underWay
    await close()
    expect(values).toEqual(['under way'])
  })

  it('refuses more than may wait, and takes one call of any size when nothing does', async () => {
    const gate = createGate()
    const { client } = createClient(() => gate.passed)
    const { value, close } = await open(client, { maxWaitingBytes: 1_000 })
    const big = record('x'.repeat(2_000))

    const first = value.publish([big])
    const refused = value.publish([record('small')])

    await expect(refused).rejects.toMatchObject({ code: 'kafka.publish-full', retriable: true })
    gate.release()
    await first
    await close()
  })

  it('sends what waits before it closes, and takes nothing afterwards', async () => {
    const { client, values, state } = createClient()
    const { value, close } = await open(client, { lingerMs: 50 })
    const call = value.publish([record('waiting')])

    await close()

    await call
    expect(values).toEqual(['waiting'])
    expect(state.open).toBe(0)
    await expect(value.publish([record('late')])).rejects.toMatchObject({ code: 'kafka.publish-failed' })
  })

  it('closes though a send never settles', async () => {
    const { client } = createClient(() => new Promise(() => undefined))
    const { value, close } = await open(client, { maxWaitingMs: 20 })
    void value.publish([record('never')])

    await expect(close()).resolves.toBeUndefined()
  })

  it('rejects, and does not throw, for a topic that is not ours', async () => {
    const { client } = createClient()
    const { value, close } = await open(client, {
      countPartitions: () => {
        throw new Error('not one of our topics')
      },
    })

    await expect(value.publish([record('x')])).rejects.toThrow('not one of our topics')
    await close()
  })

  it('tells of each send', async () => {
    const told: number[] = []
    const { client } = createClient()
    const { value, close } = await open(client, { onSend: (records) => told.push(records) })

    await value.publish([record('a'), record('b')])
    await value.publish([])
    await close()

    expect(told).toEqual([2])
  })
})
