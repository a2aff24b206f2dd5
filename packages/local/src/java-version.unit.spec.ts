import { describe, expect, it } from 'vitest'

import { toJavaMajor } from './java-version.ts'

describe('toJavaMajor', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_392"', 8],
    ['openjdk version "21-ea" 2023-09-19', 21],
    ['openjdk version "22" 2024-03-19', 22],
    ['Picked up JAVA_TOOL_OPTIONS: -Dversion=5\nopenjdk version "11.0.2" 2019-01-15', 11],
  ])('reads %s', (text, major) => {
    expect(toJavaMajor(text)).toBe(major)
  })

  it('reads no version where none is told', () => {
    expect(toJavaMajor('Unable to locate a Java Runtime.')).toBeUndefined()
  })
})
