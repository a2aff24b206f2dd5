import { describe, expect, it } from 'vitest'
import { ConfigError } from './errors.ts'
import { toStartFailure } from './run-main.ts'

describe('toStartFailure', () => {
  it('gives each problem of the environment a line', () => {
    const text = toStartFailure('ingress', new ConfigError(['A is missing.', 'B is wrong.']))

    expect(text).toBe('ingress cannot start, because of its environment:\n  - A is missing.\n  - B is wrong.\n')
  })

  it('tells any other failure in one line, with its causes and without secrets', () => {
    const error = new Error('no answer\nfrom http://h/?Token=hush', { cause: new Error('refused') })

    expect(toStartFailure('ingress', error)).toBe(
      'ingress cannot start: no answer from http://h/?Token=[redacted] (refused)\n',
    )
  })
})
