import { describe, expect, it } from 'vitest'
import { openWriter } from './open-writer.ts'
import { createClient, createLog, createTopics, readAll, textOf, uniqueName } from './real-broker.spec.ts'

const kafka = createClient(createLog())
const record = (topic: string, value: string) => ({ topic, key: value, value: Buffer.from(value) })
const always = () => true

describe('a writer of transactions without offsets', () => {
  it('writes all of a call or nothing, over several topics, and the next one finds it there', async () => {
    const [one, two, transactionalId] = [uniqueName('one'), uniqueName('two'), uniqueName('writer')]
    const countPartitions = await createTopics(kafka, [one, two], 3)
    const first = await openWriter(kafka, { transactionalId, countPartitions })

    const isWritten = await first.value.write([record(one, 'a'), record(two, 'b'), record(one, 'c')], always)
    const isTakenBack = await first.value.write([record(one, 'taken back')], () => false)
    const second = await openWriter(kafka, { transactionalId, countPartitions })
    const found = (await readAll(kafka, [one, two])).map(textOf).sort()
    await Promise.all([first.close(), second.close()])

    expect(isWritten).toBe(true)
    expect(isTakenBack).toBe(false)
    expect(found).toEqual(['a', 'b', 'c'])
  })

  it('is refused once another has opened the same transactional id', async () => {
    const [topic, transactionalId] = [uniqueName('fenced'), uniqueName('writer')]
    const countPartitions = await createTopics(kafka, [topic], 1)
    const before = await openWriter(kafka, { transactionalId, countPartitions })
    const after = await openWriter(kafka, { transactionalId, countPartitions })

    const refused = before.value.write([record(topic, 'late')], always)

    await expect(refused).rejects.toMatchObject({ type: 'INVALID_PRODUCER_EPOCH' })
    await after.value.write([record(topic, 'good')], always)
    await Promise.all([before.close(), after.close()])
    expect((await readAll(kafka, [topic])).map(textOf)).toEqual(['good'])
  })
})
