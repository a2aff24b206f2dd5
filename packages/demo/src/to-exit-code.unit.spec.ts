import { expect, it } from 'vitest'
import { toExitCode } from './to-exit-code.ts'

it.each([
  ['whose promises held', true, 60_000, 0],
  ['of which a promise did not hold', false, 60_000, 1],
  ['that was to end by itself and was interrupted', undefined, 60_000, 1],
  ['without an end that was interrupted', undefined, undefined, 0],
] as const)('a run %s', (_what, held, forMs, code) => {
  expect(toExitCode(held, forMs)).toBe(code)
})
