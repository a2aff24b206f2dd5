import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventLetter, thinEvent } from '../testing/letters.ts'
import { openStage, type Stage } from '../testing/open-stage.ts'
import { typeCommand } from '../testing/type-command.ts'

const foreign = Buffer.from('{"none":"of ours"}')

describe('a record that somebody else wrote to our topics', () => {
  let stage: Stage
  let close: () => Promise<void>
  const type = async (...words: string[]) => {
    const { exitCode, stdout, stderr } = await typeCommand([...words, '--json'], stage.env)
    return { exitCode, stderr, answer: stdout === '' ? undefined : JSON.parse(stdout) }
  }

  beforeAll(async () => {
    ;({ value: stage, close } = await openStage())
    await stage.writeBytes(stage.topics.deadLetterEvents, [foreign])
    await stage.writeLetters(stage.topics.deadLetterEvents, [eventLetter({ id: 'a' }), eventLetter({ id: 'b' })])
    await stage.writeBytes(stage.topics.event('PaymentUpdated') ?? '', [foreign])
    await stage.writeEvents(stage.topics.event('PaymentUpdated') ?? '', [thinEvent()])
  })
  afterAll(() => close())

  it('is counted with its place where dead letters are listed, shown and redriven, and they are all the same', async () => {
    const place = `${stage.topics.deadLetterEvents}-0-0`

    const listed = await type('dead-letters', 'list')
    const shown = await type('dead-letters', 'show', place)
    const other = await type('dead-letters', 'show', 'b')
    const redriven = await type('dead-letters', 'redrive', '--reason', 'absent')
    const one = await type('dead-letters', 'redrive', '--id', 'b')

    expect(listed).toMatchObject({ exitCode: 0, answer: { total: 2, unreadable: { count: 1, examples: [place] } } })
    expect(shown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`${place}, but it cannot be read`) })
    expect(other).toMatchObject({ exitCode: 0, stderr: '', answer: { id: 'b' } })
    expect(redriven).toMatchObject({
      exitCode: 2,
      answer: { events: 2, refused: [{ why: 'it cannot be read (avro.wire)', count: 1, examples: [place] }] },
    })
    expect(one).toMatchObject({ exitCode: 0, answer: { already: 1, refused: [] } })
  })

  it('is counted with its place where events are replayed, and they are all the same', async () => {
    const { exitCode, answer } = await type('replay', '--discriminator', 'PaymentUpdated', '--dry-run')

    const place = `${stage.topics.event('PaymentUpdated')}-0-0`
    expect(exitCode).toBe(2)
    expect(answer).toMatchObject({
      events: 1,
      refused: [{ why: 'it cannot be read (avro.wire)', count: 1, examples: [place] }],
    })
  })
})
