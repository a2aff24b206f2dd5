import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { thinEvent } from '../testing/letters.ts'
import { openStage, type Stage } from '../testing/open-stage.ts'
import { typeCommand } from '../testing/type-command.ts'

const hour = 3_600_000
const noon = Date.UTC(2026, 10, 28, 12)

describe('events that an operator replays', () => {
  let stage: Stage
  let close: () => Promise<void>
  const type = async (...words: string[]) => {
    const { exitCode, stdout, stderr } = await typeCommand(['replay', ...words, '--json'], stage.env)
    return { exitCode, stderr, answer: stdout === '' ? undefined : JSON.parse(stdout) }
  }
  const replayed = async () =>
    (await stage.readEvents()).map(({ event }) => event).filter(({ record_origin }) => record_origin === 'replay')

  beforeAll(async () => {
    ;({ value: stage, close } = await openStage())
    const events = Array.from({ length: 24 }, (_, nth) =>
      thinEvent({ event_id: `webhook-${nth}-0`, entity_id: `payment-${nth}`, received_at: noon + (nth - 12) * hour }),
    )
    await stage.writeEvents(stage.topics.event('PaymentUpdated') ?? '', events)
    await stage.writeEvents(stage.topics.unrecognised, [
      thinEvent({ event_id: 'webhook-a-0', discriminator: 'CustomerAdded', entity_id: 'customer-1' }),
      thinEvent({ event_id: 'webhook-b-0', discriminator: 'SpaceshipUpdated', entity_id: 'spaceship-1' }),
    ])
  })
  afterAll(() => close())

  it('must be said which', async () => {
    const { exitCode, stderr } = await type()

    expect(exitCode).toBe(1)
    expect(stderr).toContain('--since, --discriminator, --enterprise or --unrecognised')
  })

  it('are those of a range of time, each once under a name, and never their copies', async () => {
    const range = ['--since', '2026-11-28T06:00Z', '--until', '2026-11-28T09:00Z']
    const dry = await type(...range, '--dry-run')
    const first = await type(...range, '--name', 'morning')
    const again = await type(...range, '--name', 'morning')
    const other = await type(...range, '--name', 'morning-2')

    expect(dry.answer).toMatchObject({ chosen: 3, events: 3, dryRun: true })
    expect(first.answer).toMatchObject({ chosen: 3, already: 0, events: 3, name: 'morning' })
    expect(again.answer).toMatchObject({ chosen: 3, already: 3, events: 0 })
    expect(other.answer).toMatchObject({ chosen: 3, already: 0, events: 3 })
    const events = await replayed()
    expect(events.map(({ entity_id }) => entity_id).sort()).toEqual([
      'payment-6',
      'payment-6',
      'payment-7',
      'payment-7',
      'payment-8',
      'payment-8',
    ])
    expect(new Set(events.map(({ event_id }) => event_id)).size).toBe(6)
    expect(events.filter(({ event_id }) => /-morning(-2)?$/.test(event_id))).toHaveLength(6)
  })

  it('are the unrecognised ones that have a topic by now; the others are named', async () => {
    const first = await type('--unrecognised')
    const again = await type('--unrecognised')

    expect(first.exitCode).toBe(2)
    expect(first.answer).toMatchObject({
      events: 1,
      byTopic: { [stage.topics.event('CustomerAdded') ?? '']: 1 },
      refused: [{ why: 'the catalogue does not know SpaceshipUpdated', count: 1 }],
    })
    expect(again.answer).toMatchObject({ already: 1, events: 0 })
    expect((await replayed()).filter(({ discriminator }) => discriminator === 'CustomerAdded')).toHaveLength(1)
  })
})
