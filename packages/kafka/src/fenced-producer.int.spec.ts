import { describe, expect, it } from 'vitest'
import { fetchCommitted } from './committed.ts'
import { fetchEnds } from './ends.ts'
import { createFencedProducer, openFencedProducer } from './fenced-producer.ts'
import { createClient, createLog, createTopics, readAll, settle, textOf, uniqueName } from './real-broker.spec.ts'
import { openTransactionCluster } from './transaction-cluster.ts'

const log = createLog()
const kafka = createClient(log)

const open = (groupId: string) =>
  openFencedProducer(kafka, { transactionalId: `${groupId}-0`, groupId, partition: 0, transactionTimeoutMs: 30_000 })
const record = (topic: string, value: string) => ({ topic, partition: 0, key: 'k', value: Buffer.from(value) })

describe('a fenced producer', () => {
  it('writes records and progress together, the note included', async () => {
    const [topic, groupId] = [uniqueName('fenced'), uniqueName('group')]
    await createTopics(kafka, [topic], 1)
    const producer = await open(groupId)

    await producer.commit([record(topic, 'a'), record(topic, 'b')], [{ topic, offset: 2, note: '{"n":2}' }], () => true)
    await producer.close()
    await settle(kafka, `${groupId}-0`)

    expect((await readAll(kafka, [topic])).map(textOf)).toEqual(['a', 'b'])
    expect(await fetchCommitted(kafka, groupId, [topic])).toEqual([{ topic, partition: 0, offset: 2, note: '{"n":2}' }])
  })

  it('writes progress alone, turn after turn', async () => {
    const [topic, groupId] = [uniqueName('fenced'), uniqueName('group')]
    await createTopics(kafka, [topic], 1)
    const producer = await open(groupId)

    for (const offset of [1, 2, 3, 4, 5]) await producer.commit([], [{ topic, offset, note: '' }], () => true)
    await producer.close()
    await settle(kafka, `${groupId}-0`)

    expect(await fetchCommitted(kafka, groupId, [topic])).toMatchObject([{ offset: 5 }])
  })

  it('is refused once a new owner has opened the same task', async () => {
    const [topic, groupId] = [uniqueName('fenced'), uniqueName('group')]
    await createTopics(kafka, [topic], 1)
    const before = await open(groupId)
    await before.commit([record(topic, 'before')], [{ topic, offset: 1, note: '' }], () => true)
    const after = await open(groupId)

    const zombie = before.commit([record(topic, 'zombie')], [{ topic, offset: 9, note: '' }], () => true)

    await expect(zombie).rejects.toThrow()
    await after.commit([record(topic, 'after')], [{ topic, offset: 2, note: '' }], () => true)
    await Promise.all([before.close(), after.close()])
    await settle(kafka, `${groupId}-0`)
    expect((await readAll(kafka, [topic])).map(textOf)).toEqual(['before', 'after'])
    expect(await fetchCommitted(kafka, groupId, [topic])).toMatchObject([{ offset: 2 }])
  })

  it('is refused in mid-transaction too, and the new owner sees what was committed before', async () => {
    const [topic, groupId] = [uniqueName('fenced'), uniqueName('group')]
    await createTopics(kafka, [topic], 1)
    const before = await open(groupId)
    await before.commit([record(topic, 'before')], [{ topic, offset: 1, note: '' }], () => true)
    const opening: Array<ReturnType<typeof open>> = []

    // Asked last before the commit: the new owner has begun to open the task by then.
    const late = before.commit([record(topic, 'late')], [{ topic, offset: 2, note: '' }], () => {
      opening.push(open(groupId))
      return true
    })
    const outcome = await late.then(
      () => ['before', 'late'],
      () => ['before'],
    )
    const [after] = await Promise.all(opening)

    expect(await fetchCommitted(kafka, groupId, [topic])).toMatchObject([{ offset: outcome.length }])
    expect((await readAll(kafka, [topic])).map(textOf)).toEqual(outcome)
    await Promise.all([before.close(), after?.close()])
  })

  it('takes its transaction back when it may not commit, so that readers do not wait for it', async () => {
    const [topic, groupId] = [uniqueName('fenced'), uniqueName('group')]
    await createTopics(kafka, [topic], 1)
    const producer = await open(groupId)

    const isCommitted = await producer.commit([record(topic, 'lost')], [{ topic, offset: 1, note: '' }], () => false)
    await producer.close()
    // The end of what can be read moves past the transaction; left open, it would stay at 0 for its 30 s.
    let end: number | undefined
    for (const deadline = performance.now() + 20_000; end !== 2 && performance.now() < deadline; ) {
      end = (await fetchEnds(kafka, [topic])).get(`${topic}/0`)
    }
    expect(isCommitted).toBe(false)
    expect(end).toBe(2)
    expect(await readAll(kafka, [topic])).toEqual([])
    expect(await fetchCommitted(kafka, groupId, [topic])).toMatchObject([{ offset: undefined, note: '' }])
  })

  it('writes once what it took back and is asked to write again', async () => {
    const [topic, groupId] = [uniqueName('fenced'), uniqueName('group')]
    await createTopics(kafka, [topic], 1)
    const producer = await open(groupId)
    const turn = [[record(topic, 'again')], [{ topic, offset: 1, note: 'n' }]] as const

    const outcomes = [
      await producer.commit(...turn, () => false),
      await producer.commit(...turn, () => false),
      await producer.commit(...turn, () => true),
    ]
    await producer.close()
    await settle(kafka, `${groupId}-0`)

    expect(outcomes).toEqual([false, false, true])
    expect((await readAll(kafka, [topic])).map(textOf)).toEqual(['again'])
    expect(await fetchCommitted(kafka, groupId, [topic])).toMatchObject([{ offset: 1, note: 'n' }])
  })

  it('writes once what the broker has and whose answer is lost, and is told where it is', async () => {
    const [topic, groupId] = [uniqueName('fenced'), uniqueName('group')]
    await createTopics(kafka, [topic], 1)
    const options = { transactionalId: `${groupId}-0`, groupId, partition: 0, transactionTimeoutMs: 30_000 }
    const cluster = await openTransactionCluster(kafka, options)
    await cluster.transactions.initProducerId()
    let requests = 0
    const losing = createFencedProducer(
      {
        ...cluster,
        produce: async (leader, batches) => {
          const answers = await cluster.produce(leader, batches)
          requests += 1
          // Every other answer is lost.
          if (requests % 2 === 1) throw Object.assign(new Error('no answer'), { retriable: true })
          return answers
        },
      },
      options,
    )

    for (const turn of ['a', 'b']) {
      await losing.commit([record(topic, turn), record(topic, turn)], [{ topic, offset: 1, note: '' }], () => true)
    }
    const barrier = await losing.setBarrier(topic)
    await losing.close()
    await settle(kafka, `${groupId}-0`)

    const read = await readAll(kafka, [topic])
    expect(requests).toBe(6)
    expect(read.map(textOf)).toEqual(['a', 'a', 'b', 'b', ''])
    expect(read.at(-1)).toMatchObject({ offset: barrier, value: null })
  })
})
