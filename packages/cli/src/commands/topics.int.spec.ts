import { randomUUID } from 'node:crypto'
import { applyTopics, createKafka, silent } from '@bellhop/kafka'
import { topicSpecs } from '@bellhop/records'
import { describe, expect, it } from 'vitest'
import { typeCommand } from '../testing/type-command.ts'

describe('bellhop topics', () => {
  const brokers = process.env['BELLHOP_TEST_BROKERS'] ?? ''

  it('plans all that is missing, creates it, and has nothing more to do', async () => {
    const prefix = `test-${randomUUID().slice(0, 8)}`
    const env = { KAFKA_BROKERS: brokers, TOPIC_PREFIX: prefix, TOPIC_PARTITIONS: '1' }
    const names = topicSpecs({ prefix, partitions: 1 }).map(({ topic }) => topic)

    const planned = await typeCommand(['topics', 'plan', '--json'], env)
    const applied = await typeCommand(['topics', 'apply', '--json'], env)
    const plannedAgain = await typeCommand(['topics', 'plan'], env)

    expect(planned.exitCode).toBe(2)
    expect(JSON.parse(planned.stdout).topics).toEqual(
      names.map((topic) => ({ topic, isMissing: true, differences: [] })),
    )
    expect(applied.exitCode).toBe(0)
    expect(JSON.parse(applied.stdout).created).toEqual(names)
    expect(plannedAgain).toEqual({
      exitCode: 0,
      stdout: `${names.length} topics; all are there as wanted.\n`,
      stderr: '',
    })
  })

  it('names a setting that differs, creates the rest, and alters nothing', async () => {
    const prefix = `test-${randomUUID().slice(0, 8)}`
    const env = { KAFKA_BROKERS: brokers, TOPIC_PREFIX: prefix, TOPIC_PARTITIONS: '1' }
    const kafka = createKafka({ clientId: 'spec', brokers: brokers.split(',') }, silent, () => {})
    const odd = { topic: `${prefix}.control`, partitions: 2, config: { 'cleanup.policy': 'delete' } }
    await applyTopics(kafka, [odd])

    const applied = await typeCommand(['topics', 'apply'], env)
    const planned = await typeCommand(['topics', 'plan', '--json'], env)

    expect(applied.exitCode).toBe(2)
    expect(applied.stdout).toContain(`differs   ${prefix}.control has 2 partitions, not 1`)
    expect(planned.exitCode).toBe(2)
    const rows: Array<{ topic: string; isMissing: boolean; differences: string[] }> = JSON.parse(planned.stdout).topics
    expect(rows.filter(({ isMissing }) => isMissing)).toEqual([])
    const differing = rows.filter(({ differences }) => differences.length > 0)
    expect(differing.map(({ topic }) => topic)).toEqual([odd.topic])
    expect(differing[0]?.differences.join()).toContain('cleanup.policy delete, not compact,delete')
  })
})
