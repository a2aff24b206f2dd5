import { afterAll, describe, expect, it } from 'vitest'
import { barrierKey, openFencedProducer } from './fenced-producer.ts'
import { createPartitionReader } from './partition-reader.ts'
import { createClient, createLog, createTopics, uniqueName } from './real-broker.spec.ts'

const log = createLog()
const kafka = createClient(log)
const topic = uniqueName('state')
const brokers = (process.env['BELLHOP_TEST_BROKERS'] ?? '').split(',')
const { value: readPartition, close } = createPartitionReader(kafka, { clientId: 'bellhop-test', brokers }, [topic])
afterAll(close)

const open = (transactionalId: string) =>
  openFencedProducer(kafka, { transactionalId, groupId: transactionalId, partition: 1, transactionTimeoutMs: 30_000 })
const record = (key: string, value = key) => ({ topic, partition: 1, key, value: Buffer.from(value) })
const forever = new AbortController().signal

/** Reads partition 1 up to an offset; keys without values are barriers. */
async function readTo(offset: number): Promise<string[]> {
  const read: string[] = []
  await readPartition({ topic, partition: 1, offset }, forever, (records) => {
    for (const { key, value } of records) read.push(`${key?.toString()}=${value?.toString() ?? ''}`)
  })
  return read
}

describe('a partition that is read up to a barrier', () => {
  it('gives all that owners before have committed, nothing aborted, and nothing of a zombie', async () => {
    await createTopics(kafka, [topic], 2, { 'cleanup.policy': 'compact,delete' })
    const id = uniqueName('task')
    const first = await open(id)
    await first.commit([record('a'), record('b')], [{ topic, offset: 1, note: '' }], () => true)
    await first.commit([record('aborted')], [{ topic, offset: 2, note: '' }], () => false)

    const second = await open(id)
    const zombie = first.commit([record('zombie')], [{ topic, offset: 3, note: '' }], () => true)
    await expect(zombie).rejects.toThrow()
    const barrier = await second.setBarrier(topic)

    expect(await readTo(barrier)).toEqual(['a=a', 'b=b', `${barrierKey}=`])
    await second.commit([record('a', 'a, later')], [{ topic, offset: 4, note: '' }], () => true)
    await Promise.all([first.close(), second.close()])
    const third = await open(id)
    const next = await third.setBarrier(topic)
    expect(await readTo(next)).toEqual(['a=a', 'b=b', `${barrierKey}=`, 'a=a, later', `${barrierKey}=`])
    await third.close()
  })

  it('is read from what is left where its beginning was deleted', async () => {
    const producer = await open(uniqueName('task'))
    await producer.commit([record('deleted')], [{ topic, offset: 1, note: '' }], () => true)
    const first = await producer.setBarrier(topic)
    await producer.commit([record('left')], [{ topic, offset: 2, note: '' }], () => true)
    const second = await producer.setBarrier(topic)
    await producer.close()
    const admin = kafka.admin()
    await admin.connect()
    await admin.fetchTopicMetadata({ topics: [topic] })
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 1, offset: String(first + 1) }] })
    await admin.disconnect()

    expect(await readTo(second)).toEqual(['left=left', `${barrierKey}=`])
  })

  it('is given up when nobody waits for it', async () => {
    const controller = new AbortController()
    controller.abort()

    const reading = readPartition({ topic, partition: 1, offset: 0 }, controller.signal, () => undefined)

    await expect(reading).rejects.toMatchObject({ code: 'kafka.task-lost', retriable: true })
  })
})
