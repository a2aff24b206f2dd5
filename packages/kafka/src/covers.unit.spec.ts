import { describe, expect, it } from 'vitest'
import { covers } from './covers.ts'
import type { Operation, Permission } from './permission.ts'

const acl = (operation: Operation, name: string, isPrefix = false): Permission => ({
  resource: 'topic',
  name,
  isPrefix,
  operation,
})

describe('an ACL', () => {
  it.each([
    ['the same', acl('read', 'mews.control'), acl('read', 'mews.control')],
    ['a prefix of its name', acl('read', 'mews.', true), acl('read', 'mews.control')],
    ['a prefix of its prefix', acl('read', 'mews.', true), acl('read', 'mews.events.', true)],
    ['every name', acl('read', '*'), acl('read', 'mews.events.', true)],
    ['every operation', acl('all', 'mews.control'), acl('write', 'mews.control')],
    ['what implies it', acl('write', 'mews.control'), acl('describe', 'mews.control')],
  ])('gives a permission by %s', (_how, given, needed) => {
    expect(covers(given, needed)).toBe(true)
  })

  it.each([
    ['another operation', acl('read', 'mews.control'), acl('write', 'mews.control')],
    ['another name', acl('read', 'mews.control'), acl('read', 'mews.state.entities')],
    ['one name of many', acl('read', 'mews.events.'), acl('read', 'mews.events.', true)],
    ['a narrower prefix', acl('read', 'mews.events.', true), acl('read', 'mews.', true)],
    [
      'another kind of thing',
      { ...acl('read', 'mews', true), resource: 'group' } as const,
      acl('read', 'mews.control'),
    ],
    ['what does not imply it', acl('describe-configs', 'mews.control'), acl('describe', 'mews.control')],
  ])('does not give a permission by %s', (_how, given, needed) => {
    expect(covers(given, needed)).toBe(false)
  })
})
