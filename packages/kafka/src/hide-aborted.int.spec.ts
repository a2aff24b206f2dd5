import type { Producer } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { createClient, createLog, createTopics, readAll, settle, textOf, uniqueName } from './real-broker.spec.ts'

const kafka = createClient(createLog())

describe('aborted records', () => {
  it('stay hidden where transactions overlap and end in another order than they began', async () => {
    const topic = uniqueName('overlap')
    await createTopics(kafka, [topic], 1)
    const ids = [uniqueName('tx'), uniqueName('tx'), uniqueName('tx')]
    const producers: Producer[] = ids.map((transactionalId) =>
      kafka.producer({ transactionalId, idempotent: true, maxInFlightRequests: 1 }),
    )
    await Promise.all(producers.map((producer) => producer.connect()))
    const begin = async (index: number) => {
      const transaction = await producers[index]?.transaction()
      if (transaction === undefined) throw new Error('There is no such producer')
      return {
        send: (value: string) => transaction.send({ topic, messages: [{ key: 'k', value }] }),
        abort: () => transaction.abort(),
        commit: () => transaction.commit(),
      }
    }

    const [first, second, third] = [await begin(0), await begin(1), await begin(2)]
    await first.send('no, first')
    await second.send('yes')
    await third.send('no, third')
    await first.send('no, first again')
    await third.abort()
    await first.abort()
    await second.commit()
    await Promise.all(producers.map((producer) => producer.disconnect()))
    for (const id of ids) await settle(kafka, id)

    expect((await readAll(kafka, [topic])).map(textOf)).toEqual(['yes'])
  })
})
