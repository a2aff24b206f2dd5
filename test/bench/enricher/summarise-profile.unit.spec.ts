import { describe, expect, it } from 'vitest'
import { summariseProfile } from './summarise-profile.ts'

const frame = (functionName: string, url = '', lineNumber = 1) => ({ functionName, url, lineNumber })

describe('summariseProfile', () => {
  it('shares out the busy time among functions, without the time in which there was nothing to do', () => {
    const nodes = [
      { id: 1, callFrame: frame('(idle)') },
      { id: 2, callFrame: frame('encode', 'file:///somewhere/packages/avro/dist/codec.js') },
      { id: 3, callFrame: frame('', 'file:///somewhere/node_modules/avsc/lib/types.js') },
    ]

    const summary = summariseProfile({ nodes, samples: [1, 2, 3, 2], timeDeltas: [1_000, 20, 25, 55] }, 5)

    expect(summary).toEqual([
      { name: 'encode', where: 'packages/avro/dist/codec.js', share: 0.75 },
      { name: '(anonymous)', where: 'avsc/lib/types.js', share: 0.25 },
    ])
  })

  it('counts a function once, whoever called it', () => {
    const encode = frame('encode', 'a.js')
    const nodes = [
      { id: 1, callFrame: encode },
      { id: 2, callFrame: encode },
    ]

    const summary = summariseProfile({ nodes, samples: [1, 2], timeDeltas: [5, 5] }, 5)

    expect(summary).toEqual([{ name: 'encode', where: 'a.js', share: 1 }])
  })
})
