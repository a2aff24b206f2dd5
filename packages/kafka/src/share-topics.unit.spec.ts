import { describe, expect, it } from 'vitest'
import { shareTopics } from './share-topics.ts'

const partitions = new Map([
  ['a.events', [0, 1, 2]],
  ['a.retries', [0, 1, 2, 3]],
])
const ours = (memberId: string) => ({ memberId, topics: ['a.retries', 'a.events'] })

describe('shareTopics', () => {
  it('gives partition p of every topic to one member', () => {
    const { shares, strangers } = shareTopics([ours('m1'), ours('m2')], partitions)

    expect(shares).toEqual(
      new Map([
        ['m1', { 'a.events': [0, 2], 'a.retries': [0, 2] }],
        ['m2', { 'a.events': [1], 'a.retries': [1, 3] }],
      ]),
    )
    expect(strangers).toEqual([])
  })

  it.each([
    ['the topics of another deployment', ['b.events', 'b.retries']],
    ['fewer topics', ['a.events']],
    ['more topics', ['a.events', 'a.retries', 'a.new']],
    ['nothing', []],
  ])('gives no partition to a member that reads %s, and takes none from the others for it', (_what, topics) => {
    const stranger = { memberId: 'm0', topics }

    const { shares, strangers } = shareTopics([stranger, ours('m1'), ours('m2')], partitions)

    expect(shares.get('m0')).toEqual({ 'a.events': [], 'a.retries': [] })
    expect(shares.get('m1')).toEqual({ 'a.events': [0, 2], 'a.retries': [0, 2] })
    expect(shares.get('m2')).toEqual({ 'a.events': [1], 'a.retries': [1, 3] })
    expect(strangers).toEqual([stranger])
  })
})
