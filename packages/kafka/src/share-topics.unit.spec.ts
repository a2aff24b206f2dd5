import { describe, expect, it } from 'vitest'
import { noClaim } from './claim.ts'
import { shareTopics } from './share-topics.ts'

const partitions = new Map([
  ['a.events', [0, 1, 2]],
  ['a.retries', [0, 1, 2, 3]],
])
const ours = (memberId: string, claim = noClaim) => ({ memberId, topics: ['a.retries', 'a.events'], claim })

describe('shareTopics', () => {
  it('gives partition p of every topic to one member', () => {
    const { shares, strangers } = shareTopics([ours('m1'), ours('m2')], partitions)

    expect(shares).toEqual(
      new Map([
        ['m1', { 'a.events': [0, 1], 'a.retries': [0, 1] }],
        ['m2', { 'a.events': [2], 'a.retries': [2, 3] }],
      ]),
    )
    expect(strangers).toEqual([])
  })

  it('leaves with a member what it claims', () => {
    const { shares } = shareTopics([ours('m1'), ours('m2', { generation: 3, tasks: [0, 3] })], partitions)

    expect(shares.get('m2')).toEqual({ 'a.events': [0], 'a.retries': [0, 3] })
  })

  it.each([
    ['the topics of another deployment', ['b.events', 'b.retries']],
    ['fewer topics', ['a.events']],
    ['more topics', ['a.events', 'a.retries', 'a.new']],
    ['nothing', []],
  ])('gives no partition to a member that reads %s, and takes none from the others for it', (_what, topics) => {
    const stranger = { memberId: 'm0', topics, claim: { generation: 9, tasks: [0, 1] } }

    const { shares, strangers } = shareTopics([stranger, ours('m1'), ours('m2')], partitions)

    expect(shares.get('m0')).toEqual({ 'a.events': [], 'a.retries': [] })
    expect(shares.get('m1')).toEqual({ 'a.events': [0, 1], 'a.retries': [0, 1] })
    expect(shares.get('m2')).toEqual({ 'a.events': [2], 'a.retries': [2, 3] })
    expect(strangers).toEqual([stranger])
  })
})
