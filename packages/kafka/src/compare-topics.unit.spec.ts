import { describe, expect, it } from 'vitest'
import { findMismatches, type TopicSpec } from './compare-topics.ts'

const spec: TopicSpec = {
  topic: 'mews.state.entities',
  partitions: 12,
  config: { 'cleanup.policy': 'compact,delete', 'retention.ms': '3024000000', 'max.message.bytes': '2097152' },
}

describe('findMismatches', () => {
  it('finds nothing wrong with a topic as it is wanted, nor with what is the operator’s to tune', () => {
    const config = {
      ...spec.config,
      'cleanup.policy': 'delete,compact',
      'max.message.bytes': '9999999',
      'segment.ms': '1',
    }

    expect(findMismatches(spec, { partitions: 12, replication: 3, config })).toEqual([])
  })

  it('names each difference and what to do about it', () => {
    const config = { 'cleanup.policy': 'delete', 'retention.ms': '604800000' }

    expect(findMismatches(spec, { partitions: 6, replication: 3, config })).toEqual([
      'mews.state.entities has 6 partitions, not 12: set TOPIC_PARTITIONS to what is there',
      'mews.state.entities has cleanup.policy delete, not compact,delete: alter the topic by hand',
      'mews.state.entities has retention.ms 604800000, less than 3024000000: alter the topic by hand',
    ])
  })

  it('names a bound on the size of records that is smaller than what must fit', () => {
    expect(
      findMismatches(spec, { partitions: 12, replication: 3, config: { 'max.message.bytes': '1048588' } }),
    ).toEqual(['mews.state.entities has max.message.bytes 1048588, less than 2097152: alter the topic by hand'])
  })

  it.each([
    [3, '1', ['mews.state.entities has min.insync.replicas 1, less than 2: alter the topic by hand']],
    [3, '2', []],
    [3, '3', []],
    [2, '1', []],
    [1, '1', []],
  ])('of %i replicas wants all but one in sync before a record counts as kept: %s', (replication, inSync, problems) => {
    const config = { ...spec.config, 'min.insync.replicas': inSync }

    expect(findMismatches(spec, { partitions: 12, replication, config })).toEqual(problems)
  })

  it.each(['3024000000', '6048000000', '-1'])('has nothing against a topic that keeps longer: %s', (retention) => {
    const config = { ...spec.config, 'retention.ms': retention }

    expect(findMismatches(spec, { partitions: 12, replication: 3, config })).toEqual([])
  })

  it('names a retention of a topic that is to be kept for ever', () => {
    const forever = { ...spec, config: { 'retention.ms': '-1' } }
    const found = (retention: string) => ({ partitions: 12, replication: 3, config: { 'retention.ms': retention } })

    expect(findMismatches(forever, found('-1'))).toEqual([])
    expect(findMismatches(forever, found('6048000000'))).toEqual([
      'mews.state.entities has retention.ms 6048000000, less than -1: alter the topic by hand',
    ])
  })

  it('passes over settings that the broker does not tell', () => {
    expect(findMismatches(spec, { partitions: 12, replication: 3, config: {} })).toEqual([])
  })

  it('says of a topic that is missing that it was not created', () => {
    expect(findMismatches(spec, undefined)).toEqual([
      'mews.state.entities is missing and was not created: may this user create topics?',
    ])
  })
})
