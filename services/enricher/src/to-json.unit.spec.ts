import { describe, expect, it } from 'vitest'
import { toJson } from './to-json.ts'

describe('toJson', () => {
  it('writes what was read', () => {
    expect(toJson(JSON.parse('{"a":[1,null,"\\ud800"],"__proto__":2}'))).toBe('{"a":[1,null,"\\ud800"],"__proto__":2}')
  })

  it('gives up what is nested too deep', () => {
    expect(toJson(JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)))).toBeUndefined()
  })

  it('does not hide a fault of ours', () => {
    expect(() => toJson(1n)).toThrow(TypeError)
  })
})
