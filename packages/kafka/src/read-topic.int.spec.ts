import { describe, expect, it } from 'vitest'
import { openFencedProducer } from './fenced-producer.ts'
import { readTopics } from './read-topic.ts'
import { createClient, createLog, createTopics, readAll, settle, textOf, uniqueName } from './real-broker.spec.ts'

const log = createLog()
const kafka = createClient(log)

describe('readTopics', () => {
  it('reads transactional topics to their end, over markers and aborted records, partition by partition', async () => {
    const [full, aborted, empty] = [uniqueName('read'), uniqueName('read'), uniqueName('read')]
    await createTopics(kafka, [full, aborted, empty], 3)
    const groupId = uniqueName('group')
    const open = () =>
      openFencedProducer(kafka, { transactionalId: groupId, groupId, partition: 0, transactionTimeoutMs: 30_000 })
    const record = (topic: string, partition: number, value: string) => ({
      topic,
      partition,
      key: null,
      value: Buffer.from(value),
    })
    const first = await open()
    await first.commit([record(full, 0, 'a'), record(full, 1, 'b')], [], () => true)
    await first.commit([record(full, 0, 'no'), record(aborted, 0, 'no')], [], () => false).catch(() => undefined)
    const second = await open()
    await second.commit([record(full, 0, 'c')], [], () => true)
    await second.commit([record(full, 2, 'no'), record(full, 1, 'no')], [], () => false).catch(() => undefined)
    await Promise.all([first.close(), second.close()])
    await settle(kafka, groupId)

    const found = await readAll(kafka, [full, aborted, empty])

    expect(found.map((given) => `${given.partition}${textOf(given)}`).toSorted()).toEqual(['0a', '0c', '1b'])
    expect(found.find((given) => textOf(given) === 'c')).toMatchObject({ topic: full, partition: 0, key: null })
  })

  it('has nothing to read of empty topics', async () => {
    const topic = uniqueName('read')
    await createTopics(kafka, [topic], 2)

    expect(await readAll(kafka, [topic])).toEqual([])
  })

  it('rejects with what the reader throws', async () => {
    const topic = uniqueName('read')
    await createTopics(kafka, [topic], 1)
    const groupId = uniqueName('group')
    const producer = await openFencedProducer(kafka, {
      transactionalId: groupId,
      groupId,
      partition: 0,
      transactionTimeoutMs: 30_000,
    })
    await producer.commit([{ topic, partition: 0, key: null, value: null }], [], () => true)
    await producer.close()
    await settle(kafka, groupId)

    const reading = readTopics(kafka, [topic], () => {
      throw new Error('cannot be decoded')
    })

    await expect(reading).rejects.toThrow('cannot be decoded')
  })
})
