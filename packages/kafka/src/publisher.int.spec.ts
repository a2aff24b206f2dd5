import { Partitioners } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { partitionOf } from './partition.ts'
import {
  createClient,
  createLog,
  createTopics,
  openTestPublisher,
  readAll,
  textOf,
  uniqueName,
} from './real-broker.spec.ts'

const log = createLog()
const kafka = createClient(log)

describe('the publisher on a broker', () => {
  it('writes 10,000 records of 200 concurrent calls once each, in order by key', async () => {
    const topics = [0, 1, 2].map(() => uniqueName('publish'))
    const countPartitions = await createTopics(kafka, topics, 6)
    const sends: number[] = []
    const { value, close } = openTestPublisher(
      kafka,
      log,
      { countPartitions, onSend: (count) => sends.push(count) },
      topics,
    )
    const calls = Array.from({ length: 200 }, (_, call) =>
      Array.from({ length: 50 }, (_, i) => ({
        topic: topics[i % 3] ?? '',
        key: `lane-${call % 40}`,
        value: Buffer.from(`${call}-${i}`),
      })),
    )

    await Promise.all(calls.map((records) => value.publish(records)))
    await close()

    const found = await readAll(kafka, topics)
    expect(found).toHaveLength(10_000)
    expect(new Set(found.map(textOf)).size).toBe(10_000)
    expect(sends.length).toBeLessThan(200)
    const byLane = new Map<string, string[]>()
    for (const record of found) {
      const lane = `${record.topic}/${record.key}`
      byLane.set(lane, [...(byLane.get(lane) ?? []), textOf(record)])
    }
    for (const [lane, texts] of byLane) {
      const wanted = calls
        .flat()
        .filter(({ topic, key }) => `${topic}/${key}` === lane)
        .map(({ value }) => value.toString())
      expect(texts).toEqual(wanted)
    }
  })

  it('writes values of 1.5 MiB where the topic takes them, each in a send of its own', async () => {
    const topic = uniqueName('publish')
    const countPartitions = await createTopics(kafka, [topic], 1, { 'max.message.bytes': '2097152' })
    const { value, close } = openTestPublisher(kafka, log, { countPartitions }, [topic])
    const big = ['a', 'b', 'c'].map((letter) => ({ topic, key: 'k', value: Buffer.alloc(1.5 * 1024 * 1024, letter) }))

    await value.publish(big)
    await close()

    const found = await readAll(kafka, [topic])
    expect(found.map((record) => record.value?.equals(big[record.offset]?.value ?? Buffer.alloc(0)))).toEqual([
      true,
      true,
      true,
    ])
  })

  it('gives back what the broker refuses, and goes on', async () => {
    const topic = uniqueName('publish')
    const countPartitions = await createTopics(kafka, [topic], 1)
    const { value, close } = openTestPublisher(kafka, log, { countPartitions }, [topic])

    const refused = value.publish([{ topic, key: 'k', value: Buffer.alloc(1.5 * 1024 * 1024) }])

    await expect(refused).rejects.toMatchObject({ code: 'kafka.publish-failed', retriable: true })
    await value.publish([{ topic, key: 'k', value: null, headers: { traceparent: '00-0-0-00' } }])
    await close()
    expect(await readAll(kafka, [topic])).toMatchObject([{ key: 'k', value: null }])
  })

  it('puts a key where any other client of Kafka puts it', async () => {
    const topic = uniqueName('publish')
    await createTopics(kafka, [topic], 12)
    const producer = kafka.producer({ idempotent: true, createPartitioner: Partitioners.DefaultPartitioner })
    const keys = Array.from({ length: 500 }, (_, i) => `key ${i} ${'é日🛎'.slice(0, i % 5)}`)

    await producer.connect()
    await producer.send({ topic, messages: keys.map((key) => ({ key, value: null })) })
    await producer.disconnect()

    const found = await readAll(kafka, [topic])
    expect(found).toHaveLength(500)
    expect(found.map(({ partition }) => partition)).toEqual(found.map(({ key }) => partitionOf(key ?? '', 12)))
  })
})
