import { expect, it } from 'vitest'
import { fine, untold, wrong } from './check.ts'
import { renderChecks } from './render-checks.ts'

it('marks what is wrong and says what to do, one line each, and counts at the end', () => {
  const checks = [
    fine('brokers', 'answer'),
    wrong('topics', '1 is missing', 'bellhop topics apply'),
    untold('spool', 'not known'),
  ]

  expect(renderChecks(checks)).toEqual([
    'ok     brokers  answer',
    'WRONG  topics   1 is missing: bellhop topics apply',
    '?      spool    not known',
    '1 of 3 checks found something wrong.',
  ])
  expect(renderChecks([fine('brokers', 'answer')]).at(-1)).toBe('Nothing is wrong.')
})
