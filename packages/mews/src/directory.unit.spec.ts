import { describe, expect, it } from 'vitest'
import { laneOf, toLanes } from './directory.ts'

describe('lanes', () => {
  const lanes = toLanes([
    { name: 'north', chain: 'compass', enterpriseIds: ['e1'] },
    { name: 'south', chain: 'compass', enterpriseIds: ['e2'] },
    { name: 'alone', chain: undefined, enterpriseIds: ['e3', 'e4'] },
  ])

  it('are shared by the credentials of a chain', () => {
    expect([laneOf(lanes, 'e1'), laneOf(lanes, 'e2')]).toEqual(['compass', 'compass'])
  })

  it('are named after the credential where no chain is given', () => {
    expect([laneOf(lanes, 'e3'), laneOf(lanes, 'e4')]).toEqual(['alone', 'alone'])
  })

  it('are the enterprise itself where the directory does not know it', () => {
    expect(laneOf(lanes, 'e9')).toBe('e9')
  })
})
