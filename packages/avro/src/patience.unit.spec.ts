import { expect, it } from 'vitest'
import { createPatience } from './patience.ts'

it('patience lasts for a while from the first miss, for each thing by itself, and anew once the thing was there', () => {
  let now = 1_000
  const patience = createPatience<number>(100, 10, () => now)
  const at = (time: number, key: number) => {
    now = time
    return patience.isLeft(key)
  }

  expect([at(1_000, 7), at(1_099, 7), at(1_099, 8), at(1_100, 7), at(1_150, 8)]).toEqual([
    true,
    true,
    true,
    false,
    true,
  ])
  expect(at(9_000, 7)).toBe(false)
  patience.renew(7)
  expect(at(9_000, 7)).toBe(true)
})
