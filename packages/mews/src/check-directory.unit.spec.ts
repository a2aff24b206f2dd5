import { describe, expect, it } from 'vitest'
import { findConflicts, findUrlProblems } from './check-directory.ts'

const credential = (name: string, accessToken: string, ...enterpriseIds: string[]) => ({
  name,
  chain: undefined,
  accessToken,
  enterpriseIds,
})

describe('findConflicts', () => {
  it('finds nothing wrong with two hotels of one chain', () => {
    const credentials = [credential('north', 'token-1', 'e1'), credential('south', 'token-2', 'e2')]

    expect(findConflicts(credentials.map((given) => ({ ...given, chain: 'compass' })))).toEqual([])
  })

  it('names every conflict and no token', () => {
    const problems = findConflicts([
      credential('north', 'token-1', 'e1'),
      credential('south', 'token-1', 'e2', 'e1'),
      credential('north', 'token-2', 'e3'),
    ])

    expect(problems).toEqual([
      '"north" and "south" have the same accessToken',
      'enterprise e1 is given under "north" and "south"',
      'two credentials are named "north"',
    ])
    expect(problems.join()).not.toContain('token-')
  })

  it('passes over what is empty, which is a problem of its own', () => {
    expect(findConflicts([credential('', '', ''), credential('', '', '')])).toEqual([])
  })

  it('needs no tokens', () => {
    const lanes = [
      { name: 'north', chain: undefined, enterpriseIds: ['e1'] },
      { name: 'north', chain: undefined, enterpriseIds: [] },
    ]

    expect(findConflicts(lanes)).toEqual(['two credentials are named "north"'])
  })
})

describe('findUrlProblems', () => {
  it.each(['https://api.mews.com', 'http://127.0.0.1:8080/'])('takes %s', (url) => {
    expect(findUrlProblems(url)).toEqual([])
  })

  it.each(['api.mews.com', 'ftp://api.mews.com', 'nonsense'])('refuses %s', (url) => {
    expect(findUrlProblems(url)).toHaveLength(1)
  })
})
