import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IdempotentProducer, PartitionRecords, Refusal } from './idempotent-producer.ts'
import { openPublisher, type PublisherOptions } from './publisher.ts'
import type { OutgoingRecord } from './record.ts'

/** A producer that does with each send what it is told, and notes how many were outstanding at once. */
function createProducer(onSend: (send: readonly PartitionRecords[]) => Promise<readonly Refusal[]> = async () => []) {
  const values: string[] = []
  const sends: number[] = []
  const state = { outstanding: 0, mostOutstanding: 0, isClosed: false }
  const producer: IdempotentProducer = {
    send: async (send) => {
      state.outstanding += 1
      state.mostOutstanding = Math.max(state.mostOutstanding, state.outstanding)
      const refusals = await onSend(send).finally(() => {
        state.outstanding -= 1
      })
      const records = send.flatMap((part) => part.records)
      values.push(...records.map(({ value }) => String(value)))
      sends.push(records.length)
      return refusals
    },
    close: async () => {
      state.isClosed = true
    },
  }
  return { producer, values, sends, state }
}

const record = (value: string, key = 'lane'): OutgoingRecord => ({ topic: 't', key, value: Buffer.from(value) })

const open = (producer: IdempotentProducer, options: Partial<PublisherOptions> = {}) =>
  openPublisher(producer, { countPartitions: () => 12, lingerMs: 0, closeWithinMs: 300, ...options })

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
    const { producer, values, sends, state } = createProducer(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return []
    })
    const { value, close } = open(producer, { lingerMs: 2 })
    const wanted = Array.from({ length: 2_000 }, (_, i) => `${i}`)

    await Promise.all(wanted.map((text) => value.publish([record(text)])))
    await close()

    expect(values).toEqual(wanted)
    expect(sends.length).toBeLessThan(200)
    expect(state.mostOutstanding).toBe(1)
  })

  it('sends at once what is worth a send of its own', async () => {
    const { producer, sends } = createProducer()
    const { value, close } = open(producer, { lingerMs: 3_600_000 })

    // The first waits for others; with the second there are enough.
    const calls = [record('a'), record('b'.repeat(40_000))].map((only) => value.publish([only]))
    await Promise.all(calls)
    await value.publish([record('c'.repeat(40_000))])
    await close()

    expect(sends).toEqual([2, 1])
  })

  it('resolves a call only after the send that holds the last of its records', async () => {
    const gate = createGate()
    const { producer, sends } = createProducer(async () => {
      if (sends.length === 1) await gate.passed
      return []
    })
    const { value, close } = open(producer)
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
        const { producer, values } = createProducer()
        const { value, close } = open(producer)

        await value.publish([record('first')])
        for (let i = 0; i < ticks; i++) await Promise.resolve()
        await value.publish([record('second')])
        await close()

        expect(values).toEqual(['first', 'second'])
      }),
      { numRuns: 60 },
    )
  })

  it('gives what is refused to the calls that it is of, and to no other', async () => {
    const { producer } = createProducer(async (send) =>
      send.filter(({ partition }) => partition === 3).map((part) => ({ ...part, error: new Error('too large') })),
    )
    const { value, close } = open(producer, { lingerMs: 20 })

    const refused = value.publish([
      { ...record('a'), partition: 2 },
      { ...record('b'), partition: 3 },
    ])
    const taken = value.publish([{ ...record('c'), partition: 2 }])

    await expect(refused).rejects.toMatchObject({ code: 'kafka.publish-failed', cause: new Error('too large') })
    await taken
    await close()
  })

  it('takes out what is not sent in time, and lets go of what is under way', async () => {
    const begun = createGate()
    const gate = createGate()
    const { producer, values } = createProducer(async () => {
      begun.release()
      await gate.passed
      return []
    })
    const { value, close } = open(producer)

    const underWay = value.publish([record('under way')], 250)
    await begun.passed
    const waiting = value.publish([record('waiting')], 250)
    const patient = value.publish([record('patient')])

    await expect(underWay).rejects.toMatchObject({ code: 'kafka.publish-failed', retriable: true })
    await expect(waiting).rejects.toThrow('in time')
    expect(value.stalledMs()).toBeGreaterThan(200)
    gate.release()
    await patient
    await close()
    expect(values).toEqual(['under way', 'patient'])
    expect(value.stalledMs()).toBe(0)
  })

  it('refuses more than may wait, and takes one call of any size when nothing does', async () => {
    const gate = createGate()
    const { producer } = createProducer(async () => {
      await gate.passed
      return []
    })
    const { value, close } = open(producer, { maxWaitingBytes: 1_000, lingerMs: 20 })
    const big = record('x'.repeat(2_000))

    const first = value.publish([big])
    const refused = value.publish([record('small')])

    await expect(refused).rejects.toMatchObject({ code: 'kafka.publish-full', retriable: true })
    gate.release()
    await first
    await close()
  })

  it('sends what waits before it closes, and takes nothing afterwards', async () => {
    const { producer, values, state } = createProducer()
    const { value, close } = open(producer, { lingerMs: 50 })
    const call = value.publish([record('waiting')])

    await close()

    await call
    expect(values).toEqual(['waiting'])
    expect(state.isClosed).toBe(true)
    await expect(value.publish([record('late')])).rejects.toMatchObject({ code: 'kafka.publish-full' })
  })

  it('closes though a send never settles, and settles its calls', async () => {
    const { producer } = createProducer(() => new Promise(() => undefined))
    const { value, close } = open(producer, { closeWithinMs: 20 })
    const call = value.publish([record('never')])
    const settled = expect(call).rejects.toMatchObject({ code: 'kafka.publish-failed' })

    await close()

    await settled
  })

  it('rejects, and does not throw, for a topic that is not ours', async () => {
    const { producer } = createProducer()
    const { value, close } = open(producer, {
      countPartitions: () => {
        throw new Error('not one of our topics')
      },
    })

    await expect(value.publish([record('x')])).rejects.toThrow('not one of our topics')
    await close()
  })

  it('tells of each send', async () => {
    const told: number[] = []
    const { producer } = createProducer()
    const { value, close } = open(producer, { onSend: (records) => told.push(records) })

    await value.publish([record('a'), record('b')])
    await value.publish([])
    await close()

    expect(told).toEqual([2])
  })
})
