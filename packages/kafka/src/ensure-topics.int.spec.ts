import kafkajs from 'kafkajs'
import { describe, expect, it } from 'vitest'
import type { TopicSpec } from './compare-topics.ts'
import { ensureTopics } from './ensure-topics.ts'
import { readRetentions } from './read-retentions.ts'
import { createClient, createLog, uniqueName } from './real-broker.spec.ts'
import { withAdmin } from './with-admin.ts'

const { ConfigResourceTypes, ConfigSource } = kafkajs
const log = createLog()
const kafka = createClient(log)

const compacted = (topic: string, partitions = 3): TopicSpec => ({
  topic,
  partitions,
  config: { 'cleanup.policy': 'compact', 'retention.ms': '86400000', 'max.message.bytes': '2097152' },
})

describe('ensureTopics', () => {
  it('creates what is missing as it is wanted, and finds nothing to do the next time', async () => {
    const specs = [compacted(uniqueName('ensure')), { ...compacted(uniqueName('ensure')), replication: 1 }]

    const count = await ensureTopics(kafka, specs, log)
    const created = log.lines.filter(({ message }) => message === 'topics created')
    await ensureTopics(kafka, specs, log)

    expect(specs.map(({ topic }) => count(topic))).toEqual([3, 3])
    expect(created.map(({ fields }) => fields)).toEqual([{ topics: specs.map(({ topic }) => topic) }])
    expect(log.lines.filter(({ message }) => message === 'topics created')).toHaveLength(1)
    expect(() => count('elsewhere')).toThrow('elsewhere is not one of our topics')
  })

  it('asks for replicas in sync by the number of replicas, also where that is the broker’s default', async () => {
    const specs = [compacted(uniqueName('ensure')), { ...compacted(uniqueName('ensure')), replication: 1 }]
    await ensureTopics(kafka, specs, log)

    const admin = kafka.admin()
    await admin.connect()
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: specs.map(({ topic }) => ({ type: ConfigResourceTypes.TOPIC, name: topic })),
    })
    await admin.disconnect()

    const inSync = resources.map(({ configEntries }) =>
      configEntries.find(({ configName }) => configName === 'min.insync.replicas'),
    )
    expect(inSync).toMatchObject([1, 2].map(() => ({ configValue: '1', configSource: ConfigSource.TOPIC_CONFIG })))
  })

  it('may be done by several processes at once', async () => {
    const specs = Array.from({ length: 10 }, () => compacted(uniqueName('ensure')))

    const counts = await Promise.all([0, 1, 2].map(() => ensureTopics(createClient(log), specs, log)))

    for (const count of counts) expect(specs.map(({ topic }) => count(topic))).toEqual(specs.map(() => 3))
  })

  it('tells what it created, once, and ends when it can be read, where a busy broker learns of it only after it answered', async () => {
    const clients = [0, 1, 2, 3].map(() => createClient(log))
    for (let round = 0; round < 3; round += 1) {
      const told = await Promise.all(
        clients.map(async (client) => {
          const own = createLog()
          const specs = Array.from({ length: 12 }, () => compacted(uniqueName('ensure'), 1))
          await ensureTopics(client, specs, own)
          for (const { topic } of specs)
            await expect(withAdmin(client, (admin) => admin.fetchTopicOffsets(topic))).resolves.toHaveLength(1)
          return { wanted: specs.map(({ topic }) => topic), lines: own.lines }
        }),
      )
      for (const { wanted, lines } of told) {
        const created = lines.filter(({ message }) => message === 'topics created')
        expect(created.map(({ fields }) => fields)).toEqual([{ topics: wanted }])
      }
    }
  })

  it('names every difference and alters nothing', async () => {
    const topic = uniqueName('ensure')
    const other = uniqueName('ensure')
    await ensureTopics(kafka, [compacted(topic), compacted(other)], log)
    const wanted = [
      { topic, partitions: 12, config: { 'cleanup.policy': 'delete' } },
      { topic: other, partitions: 3, config: { 'retention.ms': '86400001' } },
    ]

    const refused = ensureTopics(kafka, wanted, log)

    await expect(refused).rejects.toMatchObject({ code: 'kafka.topics', retriable: false })
    await expect(refused).rejects.toThrow(
      `${topic} has 3 partitions, not 12: set TOPIC_PARTITIONS to what is there; ` +
        `${topic} has cleanup.policy compact, not delete: alter the topic by hand; ` +
        `${other} has retention.ms 86400000, less than 86400001: alter the topic by hand`,
    )
    await expect(ensureTopics(kafka, [compacted(topic), compacted(other)], log)).resolves.toBeDefined()
  })

  it('takes a topic that is kept for longer, and tells for how long', async () => {
    const [raised, plain, forever] = [uniqueName('ensure'), uniqueName('ensure'), uniqueName('ensure')]
    const kept = (topic: string, retention: string) => ({ topic, partitions: 1, config: { 'retention.ms': retention } })
    await ensureTopics(kafka, [kept(raised, '7200000'), kept(plain, '3600000'), kept(forever, '-1')], log)
    const topics = [raised, plain, forever]

    await ensureTopics(
      kafka,
      topics.map((topic) => kept(topic, '3600000')),
      log,
    )

    expect(await readRetentions(kafka, topics)).toEqual(
      new Map([
        [raised, 7_200_000],
        [plain, 3_600_000],
        [forever, Number.POSITIVE_INFINITY],
      ]),
    )
  })

  it('says of each topic that could not be created why', async () => {
    const lonely = { ...compacted(uniqueName('ensure')), replication: 3 }
    const odd = { ...compacted(uniqueName('ensure')), config: { 'retention.ms': 'for ever' } }

    const refused = ensureTopics(kafka, [lonely, odd], log)

    await expect(refused).rejects.toMatchObject({ code: 'kafka.topics' })
    await expect(refused).rejects.toThrow(`${lonely.topic}: Replication-factor is invalid`)
    await expect(refused).rejects.toThrow(`${odd.topic}: Configuration is invalid`)
  })
})
