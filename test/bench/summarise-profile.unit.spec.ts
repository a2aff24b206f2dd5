import { describe, expect, it } from 'vitest'
import { summariseAreas, summariseProfile } from './summarise-profile.ts'

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

describe('summariseAreas', () => {
  it('sums what belongs together, wherever on the machine it stands', () => {
    const frames = [
      frame('(idle)'),
      frame('encode', 'file:///somewhere/packages/avro/dist/codec.js'),
      frame('decode', 'file:///somewhere/packages/avro/dist/wire.js'),
      frame('crc32c', 'file:///somewhere/node_modules/@node-rs/crc32/index.js'),
      frame('find', 'file:///somewhere/node_modules/find-my-way/index.js'),
      frame('emit', 'node:events'),
      frame('writeBuffer'),
      frame('(garbage collector)'),
    ]
    const nodes = frames.map((callFrame, id) => ({ id, callFrame }))

    const areas = summariseAreas({
      nodes,
      samples: nodes.map(({ id }) => id),
      timeDeltas: [1_000, 5, 20, 5, 10, 40, 15, 5],
    })

    expect([...areas]).toEqual([
      ['packages/avro', 0.25],
      ['@node-rs/crc32', 0.05],
      ['find-my-way', 0.1],
      ['Node: http, streams, timers', 0.4],
      ['writes to sockets', 0.15],
      ['garbage collector', 0.05],
    ])
  })
})
