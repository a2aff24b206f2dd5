import { partitionOf } from '@bellhop/kafka'
import type { DeadLetter } from '@bellhop/records'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventLetter, webhookLetter } from '../testing/letters.ts'
import { lane, openStage, type Stage } from '../testing/open-stage.ts'
import { typeCommand } from '../testing/type-command.ts'

const many = 300

/** Dead letters of different reasons, kinds and times. */
const letters: readonly DeadLetter[] = Array.from({ length: many }, (_, nth) =>
  eventLetter({
    id: `letter-${nth}`,
    reason: nth % 3 === 0 ? 'exhausted' : 'absent',
    class: nth % 3 === 0 ? 'upstream' : 'data',
    discriminator: nth % 2 === 0 ? 'PaymentUpdated' : 'CustomerUpdated',
    event_id: `webhook-${nth}-0`,
    entity_id: `entity-${nth}`,
    failed_at: 1_700_000_000_000 + nth,
  }),
)
const event = { Discriminator: 'ResourceUpdated', Value: { Id: 'resource-1' } }
const webhook = JSON.stringify({ EnterpriseId: 'stranger', IntegrationId: 'i', Events: [event] })

describe('dead letters in the hands of an operator', () => {
  let stage: Stage
  let close: () => Promise<void>
  const type = (words: readonly string[], signal?: AbortSignal) =>
    typeCommand([...words, '--json'], stage.env, signal).then(({ stdout, ...rest }) => ({
      ...rest,
      answer: stdout === '' ? undefined : JSON.parse(stdout),
    }))
  const idsOnTopics = async () => (await stage.readEvents()).map((found) => found.event.event_id).sort()

  beforeAll(async () => {
    ;({ value: stage, close } = await openStage())
    await stage.writeLetters(stage.topics.deadLetterEvents, letters)
    await stage.writeLetters(stage.topics.deadLetterWebhooks, [webhookLetter(webhook), webhookLetter(null)])
  })
  afterAll(() => close())

  it('are counted by reason and shown whole', async () => {
    const listed = await type(['dead-letters', 'list', '--class', 'upstream', '--limit', '1'])
    const shown = await type(['dead-letters', 'show', `${stage.topics.deadLetterEvents}-1-0`])
    const none = await type(['dead-letters', 'show', 'no-such-id'])

    expect(listed).toMatchObject({
      exitCode: 0,
      answer: { total: 100, counts: [{ reason: 'exhausted', count: 100, redriven: 0 }], rows: [{ id: 'letter-297' }] },
    })
    expect(shown).toMatchObject({ exitCode: 0, answer: { id: 'letter-1', is_redriven: false, attempts: 2 } })
    expect(none.exitCode).toBe(2)
  })

  it('are only looked at in a dry run', async () => {
    const { exitCode, answer } = await type(['dead-letters', 'redrive', '--all', '--dry-run'])
    const bare = await type(['dead-letters', 'redrive'])
    const none = await type(['dead-letters', 'redrive', '--reason', 'absnet', '--dry-run'])

    expect(bare).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('or --all') })
    expect(none).toMatchObject({ exitCode: 2, answer: { chosen: 0 } })
    expect(exitCode).toBe(2)
    expect(answer).toMatchObject({ dryRun: true, records: many + 1, events: many + 1, already: 0 })
    expect(answer.refused).toMatchObject([{ why: 'only a trace of the webhook is kept', count: 1 }])
    expect(await stage.readEvents()).toEqual([])
    expect(await stage.readAudit()).toEqual([])
  })

  it('end once each, though their redrive is interrupted and given again with other filters', async () => {
    const stop = new AbortController()
    const unfinished = type(['dead-letters', 'redrive', '--reason', 'absent', '--rate', '20'], stop.signal)
    const deadline = performance.now() + 45_000
    while ((await stage.countEvents()) === 0) expect(performance.now()).toBeLessThan(deadline)
    stop.abort()

    const interrupted = await unfinished
    const afterStop = await idsOnTopics()
    const rest = await type(['dead-letters', 'redrive', '--reason', 'absent', '--by', 'the night shift'])
    const all = await type(['dead-letters', 'redrive', '--all'])
    const nothing = await type(['dead-letters', 'redrive', '--all'])

    expect(interrupted).toMatchObject({ exitCode: 130, answer: { outcome: 'interrupted' } })
    expect(afterStop.length).toBe(interrupted.answer.events)
    expect(afterStop.length).toBeLessThan(200)
    expect(rest.answer).toMatchObject({ chosen: 200, already: afterStop.length, records: 200 - afterStop.length })
    expect(all.answer).toMatchObject({ already: 200, records: 101, outcome: 'finished' })
    expect(nothing.answer).toMatchObject({ already: 301, records: 0, events: 0 })
    const ids = await idsOnTopics()
    expect(ids).toHaveLength(many + 1)
    expect(new Set(ids).size).toBe(many + 1)
    const entities = (await stage.readEvents()).map((found) => found.event.entity_id)
    expect(entities.sort()).toEqual([...letters.map((_, nth) => `entity-${nth}`), 'resource-1'].sort())
    expect(ids.filter((id) => !/^test-\w+\.dead-letters\.(events|webhooks)-[01]-\d+$/.test(id))).toEqual([])
  })

  it('are written with the key and partition of their lane, their origin and their time of receipt', async () => {
    const events = await stage.readEvents()
    const own = events.filter((found) => found.event.enterprise_id === 'enterprise-1')
    const foreign = events.filter((found) => found.event.enterprise_id === 'stranger')

    expect(new Set(own.map(({ record }) => `${record.key} ${record.partition}`))).toEqual(
      new Set([`${lane} ${partitionOf(lane, 2)}`]),
    )
    expect(foreign.map(({ record }) => [record.topic, record.key, record.partition])).toEqual([
      [stage.topics.event('ResourceUpdated'), 'stranger', partitionOf('stranger', 2)],
    ])
    expect(new Set(events.map((found) => found.event.record_origin))).toEqual(new Set(['redrive']))
    expect(new Set(own.map((found) => found.event.received_at))).toEqual(new Set([eventLetter().received_at]))
    const kinds = own.map(({ record, event }) => record.topic === stage.topics.event(event.discriminator))
    expect(kinds.every(Boolean)).toBe(true)
  })

  it('are marked as redriven from then on, and the audit says by whom and which', async () => {
    const listed = await type(['dead-letters', 'list', '--reason', 'absent'])
    const audit = await stage.readAudit()
    const batches = audit.filter(({ step }) => step === 'batch')
    const ends = audit.filter(({ step }) => step === 'ended')

    expect(listed.answer.counts).toMatchObject([{ count: 200, redriven: 200 }])
    expect(batches.reduce((sum, { records }) => sum + records, 0)).toBe(many + 1)
    expect(ends.map(({ outcome }) => outcome).sort()).toEqual(['finished', 'finished', 'finished', 'interrupted'])
    const byShift = audit.filter(({ requested_by }) => requested_by === 'the night shift')
    expect(byShift.map(({ filter }) => JSON.parse(filter))).toEqual(byShift.map(() => ({ reason: ['absent'] })))
    expect(byShift.length).toBeGreaterThan(1)
    expect(new Set(audit.map(({ id }) => id)).size).toBe(audit.length)
  })
})
