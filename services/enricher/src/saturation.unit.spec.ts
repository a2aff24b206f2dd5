import { describe, expect, it } from 'vitest'
import { createIsSaturated } from './saturation.ts'

function open() {
  let times = { active: 100, idle: 50 }
  const isSaturated = createIsSaturated(() => times)
  const pass = (active: number, idle: number) => {
    times = { active: times.active + active, idle: times.idle + idle }
    return isSaturated()
  }
  return pass
}

describe('a process', () => {
  it('is saturated when its event loop was busy nearly all of the last quarter second', () => {
    const pass = open()

    expect(pass(226, 24)).toBe(true)
    expect(pass(220, 30)).toBe(false)
  })

  it('is told by whole quarters of a second, not by a busy moment', () => {
    const pass = open()

    expect(pass(200, 0)).toBe(false)
    expect(pass(50, 0)).toBe(true)
    expect(pass(0, 200)).toBe(true)
    expect(pass(0, 50)).toBe(false)
  })
})
