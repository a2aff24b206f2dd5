import { createKafka, fetchCommitted, silent } from '@bellhop/kafka'
import { toNote } from '@bellhop/records'
import { createCloser } from '@bellhop/runtime'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { eventLetter, thinEvent } from '../testing/letters.ts'
import { openStage } from '../testing/open-stage.ts'
import { typeCommand } from '../testing/type-command.ts'

const { keep, closeAll } = createCloser()
afterAll(() => closeAll())

const brokers = (process.env['BELLHOP_TEST_BROKERS'] ?? '').split(',')
const kafka = createKafka({ clientId: 'spec', brokers, isBrief: true }, silent, () => {})

/** Commits as an enricher would that has made dead letters of two events in each of two partitions. */
async function commitTwoDead(groupId: string, topic: string): Promise<void> {
  const consumer = kafka.consumer({ groupId })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()))
  await consumer.run({ autoCommit: false, eachMessage: () => Promise.resolve() })
  await joined
  const metadata = toNote({ consumed: 2, enriched: 0, unchanged: 0, deadLettered: 2, waiting: 0 })
  // Now and then what is committed right after the joining is not there, though the client took it for done.
  await vi.waitFor(async () => {
    await consumer.commitOffsets([0, 1].map((partition) => ({ topic, partition, offset: '2', metadata })))
    const committed = await fetchCommitted(kafka, groupId, [topic])
    expect(committed.map(({ offset }) => offset)).toEqual([2, 2])
  }, 30_000)
  await consumer.disconnect()
}

/** Deletes the first records of partitions, as retention would; all of them where no offset is given. */
async function deleteRecords(topic: string, partitions: readonly number[], before?: string): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const found = (await admin.fetchTopicOffsets(topic)).filter(({ partition }) => partitions.includes(partition))
    const offsets = found.map(({ partition, high }) => ({ partition, offset: before ?? high }))
    await admin.deleteTopicRecords({ topic, partitions: offsets })
  } finally {
    await admin.disconnect()
  }
}

describe('bellhop status --audit', () => {
  it('compares what is left once retention has deleted records, and says what it cannot compare', async () => {
    const { topics, env, writeEvents, writeLetters } = keep(await openStage())
    const topic = topics.event('PaymentUpdated') ?? ''
    const ids = ['e-0', 'e-1', 'e-2', 'e-3']
    await writeEvents(
      topic,
      ids.map((event_id) => thinEvent({ event_id })),
    )
    await writeLetters(
      topics.deadLetterEvents,
      ids.map((event_id) => eventLetter({ event_id })),
    )
    const own = { ...env, GROUP_ID: env['TOPIC_PREFIX'] ?? '' }
    await commitTwoDead(own.GROUP_ID, topic)
    const audit = async () => {
      const { stdout } = await typeCommand(['status', '--audit', '--json'], own)
      const { problems, incomparable } = JSON.parse(stdout).accounting
      return { problems, incomparable }
    }

    const whole = await audit()
    await deleteRecords(topic, [0], '1')
    await deleteRecords(topics.deadLetterEvents, [0, 1])
    const cut = await audit()

    expect(whole).toEqual({ problems: [], incomparable: [] })
    expect(cut.problems).toEqual([])
    expect(cut.incomparable).toEqual([
      `${topic} (1 of its partitions): 1 consumed records are left, the sums say 2`,
      `${topics.deadLetterEvents}: 0 dead letters are left, the sums say 4`,
      '3 events are in no record, no dead letter, no retry topic, and 4 dead letters are deleted that may be theirs',
    ])
  })
})

describe('a command that reads topics which are not there', () => {
  it.each([[['status']], [['trace', 'an-id']], [['tail', 'entities.customer', '--no-follow']]])(
    '%s says once how many, and what to do',
    async (words) => {
      const env = { KAFKA_BROKERS: brokers.join(','), SCHEMA_REGISTRY_URL: process.env['BELLHOP_TEST_REGISTRY_URL'] }

      const { exitCode, stdout, stderr } = await typeCommand(words, { ...env, TOPIC_PREFIX: 'nobody' })

      expect(exitCode).toBe(1)
      expect(stdout).toBe('')
      expect(stderr).toMatch(
        /\d+ topics? under prefix nobody (are|is) missing: check TOPIC_PREFIX, or bellhop topics apply\. Missing: nobody\./,
      )
      expect(stderr).not.toContain('This server does not host')
    },
  )
})
