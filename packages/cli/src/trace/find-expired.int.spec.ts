import { createKafka, createTopicReader, silent } from '@bellhop/kafka'
import { createCloser } from '@bellhop/runtime'
import { afterAll, describe, expect, it } from 'vitest'
import { webhookLetter } from '../testing/letters.ts'
import { openStage } from '../testing/open-stage.ts'
import { findExpired } from './find-expired.ts'

const { keep, closeAll } = createCloser()
afterAll(() => closeAll())

describe('what a topic held and holds no more', () => {
  it('is told with the moment of the first record that is left, or that none is', async () => {
    const { topics, writeLetters } = keep(await openStage())
    const topic = topics.deadLetterWebhooks
    const settings = {
      clientId: 'spec',
      brokers: (process.env['BELLHOP_TEST_BROKERS'] ?? '').split(','),
      isBrief: true,
    }
    const kafka = createKafka(settings, silent, () => {})
    const reader = keep(createTopicReader(kafka, settings))
    const admin = kafka.admin()
    await admin.connect()
    keep({ value: admin, close: () => admin.disconnect() })
    const startedAt = Date.now()
    const spec = { topic, config: { 'retention.ms': '30000' } }
    const expiredSince = (since: number) => findExpired(reader, spec, since, Date.now())
    await writeLetters(
      topic,
      Array.from({ length: 4 }, () => webhookLetter('{}')),
    )
    const deleteUntil = async (offset: (high: string) => string) => {
      const all = await admin.fetchTopicOffsets(topic)
      const partitions = all.map(({ partition, high }) => ({ partition, offset: offset(high) }))
      await admin.deleteTopicRecords({ topic, partitions })
    }

    expect(await expiredSince(startedAt - 60_000)).toEqual([])

    await deleteUntil(() => '1')
    const [left] = await expiredSince(startedAt - 60_000)
    expect(left).toEqual({ topic, firstAt: expect.any(Number) })
    expect(left?.firstAt).toBeGreaterThanOrEqual(startedAt)
    expect(await expiredSince(Date.now() + 60_000)).toEqual([])

    await deleteUntil((high) => high)
    expect(await expiredSince(startedAt - 60_000)).toEqual([{ topic, firstAt: null }])
  })
})
