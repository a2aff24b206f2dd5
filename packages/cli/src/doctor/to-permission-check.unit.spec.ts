import type { Permission } from '@bellhop/kafka'
import { describe, expect, it } from 'vitest'
import { toOwnPermissionCheck, toPermissionCheck } from './to-permission-check.ts'

const reading: Permission = { resource: 'topic', name: 'mews.events.', isPrefix: true, operation: 'read' }
const writing: Permission = { resource: 'topic', name: 'mews.control', isPrefix: false, operation: 'write' }

describe('the permissions of a service', () => {
  const check = (given: readonly Permission[], missing: readonly Permission[]) =>
    toPermissionCheck('enricher', 'User:bellhop-enricher', { given, missing })

  it('that are all there are fine', () => {
    expect(check([reading, writing], [])).toMatchObject({ isFine: true })
  })

  it('of which some are missing are named, with the command that gives them', () => {
    expect(check([reading], [writing])).toEqual({
      isFine: false,
      part: 'permissions',
      text: 'no ACL lets User:bellhop-enricher: write topic mews.control',
      remedy: 'bellhop acls apply --service enricher',
    })
  })

  it('of a user who has none are not judged, since the service may log in as another', () => {
    expect(check([], [reading, writing])).toMatchObject({
      isFine: undefined,
      text: 'no ACL gives User:bellhop-enricher anything',
    })
  })
})

describe('our own permissions', () => {
  it('are fine when nothing is missing, else named', () => {
    expect(toOwnPermissionCheck([], 'anna')).toMatchObject({ isFine: true })
    expect(toOwnPermissionCheck([reading], 'anna')).toMatchObject({
      isFine: false,
      text: 'we may not: read topics mews.events.*',
      remedy: expect.stringContaining('--principal User:anna'),
    })
  })
})
