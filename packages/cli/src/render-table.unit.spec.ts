import { describe, expect, it } from 'vitest'
import { renderTable } from './render-table.ts'

describe('renderTable', () => {
  it('sets texts to the left and numbers to the right', () => {
    const rows = [
      ['a', 1, 'x'],
      ['long', 1000, ''],
    ]

    expect(renderTable(['topic', 'records', 'for'], rows)).toEqual([
      'topic  records  for',
      'a            1  x',
      'long      1000',
    ])
  })

  it('shows no head over nothing', () => {
    expect(renderTable(['topic'], [])).toEqual([])
  })
})
