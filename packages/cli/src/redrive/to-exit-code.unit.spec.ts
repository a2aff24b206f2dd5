import { describe, expect, it } from 'vitest'
import type { Tally } from './tally.ts'
import { toExitCode } from './to-exit-code.ts'

const tally: Tally = { read: 9, chosen: 3, already: 3, records: 0, events: 0, byTopic: {}, refused: [] }

describe('how a command ends that writes events once more', () => {
  it('is well where all that was meant is written, or was before', () => {
    expect(toExitCode({ outcome: 'finished', tally })).toBe(0)
  })

  it('is with something to be done where none was meant, as by a word that was mistyped', () => {
    const none = { outcome: 'finished', tally: { ...tally, chosen: 0, already: 0 } } as const

    expect(toExitCode(none)).toBe(2)
    expect(toExitCode(none, true)).toBe(0)
  })

  it('is with something to be done where one cannot be written', () => {
    const refused = [{ why: 'it cannot be read (avro.wire)', count: 1, examples: ['t-0-1'] }]

    expect(toExitCode({ outcome: 'finished', tally: { ...tally, refused } })).toBe(2)
  })

  it('is stopped where it was', () => {
    expect(toExitCode({ outcome: 'interrupted', tally })).toBe(130)
  })
})
