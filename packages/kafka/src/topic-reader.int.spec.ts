import { afterAll, describe, expect, it } from 'vitest'
import { openFencedProducer } from './fenced-producer.ts'
import { createClient, createLog, createTopics, uniqueName } from './real-broker.spec.ts'
import { createTopicReader } from './topic-reader.ts'

const kafka = createClient(createLog())
const topic = uniqueName('read')
const brokers = (process.env['BELLHOP_TEST_BROKERS'] ?? '').split(',')
const { value: reader, close } = createTopicReader(kafka, { clientId: 'bellhop-test', brokers })
afterAll(close)

const record = (key: string) => ({ topic, partition: 1, key, value: Buffer.from(`value of ${key}`) })

describe('a part of a topic', () => {
  it('is read from any offset or moment to its end, committed records only, with their offsets and times', async () => {
    await createTopics(kafka, [topic], 2)
    const id = uniqueName('task')
    const producer = await openFencedProducer(kafka, {
      transactionalId: id,
      groupId: id,
      partition: 1,
      transactionTimeoutMs: 30_000,
    })
    const begun = Date.now()
    await producer.commit([record('a'), record('b')], [{ topic, offset: 1, note: '' }], () => true)
    await producer.commit([record('aborted')], [{ topic, offset: 2, note: '' }], () => false)
    await producer.commit([record('c')], [{ topic, offset: 3, note: '' }], () => true)
    await producer.close()

    const [empty, full] = await reader.bounds(topic, 0)
    const end = full?.end ?? 0
    const read: Array<{ key: string | null; offset: number; timestamp: number; value: string }> = []
    for (let offset = full?.from ?? 0; offset < end; ) {
      const { records, next } = await reader.fetch({ topic, partition: 1, offset })
      read.push(...records.map((one) => ({ ...one, value: one.value?.toString() ?? '' })))
      expect(next).toBeGreaterThan(offset)
      offset = next
    }
    const late = await reader.fetch({ topic, partition: 1, offset: (read[1]?.offset ?? 0) + 1 })

    expect(empty).toEqual({ topic, partition: 0, low: 0, end: 0, from: 0 })
    expect(read.map(({ key, value }) => [key, value])).toEqual(['a', 'b', 'c'].map((key) => [key, `value of ${key}`]))
    expect(read.slice(0, 2).map(({ offset }) => offset)).toEqual([0, 1])
    for (const { timestamp } of read) expect(Math.abs(timestamp - begun)).toBeLessThan(600_000)
    expect(late.records.map(({ key }) => key)).toEqual(['c'])
    expect(await reader.fetch({ topic, partition: 1, offset: end })).toEqual({ records: [], next: end })
    const [, none] = await reader.bounds(topic, Date.now() + 86_400_000)
    expect(none?.from).toBe(none?.end)
  })

  it('goes on from what is left where the beginning was deleted', async () => {
    const admin = kafka.admin()
    await admin.connect()
    await admin.fetchTopicMetadata({ topics: [topic] })
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 1, offset: '1' }] })
    await admin.disconnect()

    const [, bounds] = await reader.bounds(topic)
    const { records, next } = await reader.fetch({ topic, partition: 1, offset: 0 })

    expect(bounds).toMatchObject({ low: 1, from: 1 })
    expect({ records, next }).toEqual({ records: [], next: 1 })
    expect((await reader.fetch({ topic, partition: 1, offset: next })).records[0]?.key).toBe('b')
  })
})
