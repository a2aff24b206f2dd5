import { describe, expect, it } from 'vitest'
import { openLog } from './fakes/open-log.ts'
import { createHalts } from './halts.ts'
import { createTellHalts } from './tell-halts.ts'

function open() {
  const { lines, log } = openLog()
  const tell = createTellHalts(log)
  const told = () => lines.splice(0).map((line): Record<string, unknown> => JSON.parse(line))
  return { tell, told }
}

describe('what is told of halts', () => {
  it('is their beginning, with an example, and their end, each once', () => {
    const { tell, told } = open()
    const halts = createHalts()
    const ends = {
      lane: 'grand',
      operation: 'customers/getAll',
      good: 0,
      dead: 500,
      isFlood: true,
      example: { reason: 'unmappable', detail: 'Phone is not a string' },
    } as const
    halts.ended(ends, 0)

    tell.changed(halts, [ends])
    tell.changed(halts)

    expect(told()).toMatchObject([
      { level: 'error', lane: 'grand', operation: 'customers/getAll', cause: 'flood', ...ends.example },
    ])
    halts.resume('grand', null, 1)
    tell.changed(halts)
    expect(told()).toMatchObject([{ level: 'warn', lane: 'grand', msg: 'an operation is no longer halted' }])
  })

  it('is nothing of a task that was given away', () => {
    const { tell, told } = open()
    const halts = createHalts()
    halts.halt('grand', 'customers/getAll', '404', 0)
    tell.changed(halts)
    told()

    tell.forget(halts)

    expect(told()).toEqual([])
  })
})
