import { describe, expect, it } from 'vitest'
import { renderTopics } from './render-topics.ts'

const fine = { topic: 'mews.control', isMissing: false, differences: [] }
const missing = { topic: 'mews.integrations', isMissing: true, differences: [] }
const differing = { topic: 'mews.retries.1m', isMissing: false, differences: ['mews.retries.1m has 6 partitions'] }

describe('renderTopics', () => {
  it('says in one line that there is nothing to do', () => {
    expect(renderTopics([fine], [])).toEqual(['1 topics; all are there as wanted.'])
  })

  it('names what is missing and how the rest differs, and what to do', () => {
    expect(renderTopics([fine, missing, differing], [])).toEqual([
      'missing   mews.integrations',
      'differs   mews.retries.1m has 6 partitions',
      '3 topics; 1 missing: bellhop topics apply creates them; 1 differ, which is for you to mend: nothing is altered here.',
    ])
  })

  it('names what was created', () => {
    expect(renderTopics([fine], ['mews.control'])).toEqual(['created   mews.control', '1 topics; 1 created.'])
  })
})
