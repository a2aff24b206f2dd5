import { describe, expect, it } from 'vitest'
import { type BodyPlace, createBodyRoom } from './body-room.ts'

const { signal: never } = new AbortController()

/** Takes bytes, and tells whether the place may read on yet. */
function take(place: BodyPlace, bytes: number, signal = never) {
  const state = { end: 'waits' }
  place.take(bytes, signal).then(
    () => {
      state.end = 'reads on'
    },
    (error: unknown) => {
      state.end = String(error)
    },
  )
  return state
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the room for bodies', () => {
  it('lets all of them be read while there is room', async () => {
    const { enter } = createBodyRoom(100)
    const takes = [take(enter(), 50), take(enter(), 50)]

    await settled()

    expect(takes.map(({ end }) => end)).toEqual(['reads on', 'reads on'])
  })

  it('has only the first read on once it is full, then the next', async () => {
    const { enter } = createBodyRoom(100)
    const [first, second, third] = [enter(), enter(), enter()]
    take(first, 60)
    const takes = [take(second, 60), take(third, 60), take(first, 1_000)]
    await settled()
    expect(takes.map(({ end }) => end)).toEqual(['waits', 'waits', 'reads on'])

    first.leave()
    await settled()

    expect(takes.map(({ end }) => end)).toEqual(['reads on', 'waits', 'reads on'])
    second.leave()
    await settled()
    expect(takes.map(({ end }) => end)).toEqual(['reads on', 'reads on', 'reads on'])
  })

  it('is waited for no longer than the call may take, and given back by it', async () => {
    const { enter } = createBodyRoom(100)
    const [first, second, third] = [enter(), enter(), enter()]
    const deadline = new AbortController()
    take(first, 60)
    const [late, patient] = [take(second, 60, deadline.signal), take(third, 30)]
    await settled()

    deadline.abort('too late')
    await settled()
    expect([late.end, patient.end]).toEqual(['too late', 'waits'])

    second.leave()
    await settled()
    expect(patient.end).toBe('reads on')
  })

  it('is not waited for by who comes too late', async () => {
    const { enter } = createBodyRoom(100)
    take(enter(), 200)

    const late = take(enter(), 1, AbortSignal.abort('too late'))
    await settled()

    expect(late.end).toBe('too late')
  })
})
