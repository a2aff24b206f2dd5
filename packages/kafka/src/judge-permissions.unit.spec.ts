import { describe, expect, it } from 'vitest'
import { judgePermissions, type Standings } from './judge-permissions.ts'
import { describePermission, type Operation, type Permission } from './permission.ts'

const may = (...operations: Operation[]) => new Set(operations)
const topics = (operation: Operation, name = 'mews.', isPrefix = true): Permission => ({
  resource: 'topic',
  name,
  isPrefix,
  operation,
})
const standings: Standings = {
  topics: new Map([
    ['mews.one', { exists: true, granted: may('describe', 'write') }],
    ['mews.two', { exists: false, granted: may('describe', 'create') }],
    ['mews.silent', { exists: true, granted: undefined }],
  ]),
  groups: new Map([['readers', may('describe')]]),
  transactionalIds: new Map([['readers-', may('describe', 'write')]]),
  cluster: 'hidden',
}

describe('the permissions that a user lacks', () => {
  it('are those that one of the topics is without', () => {
    const asked = [topics('describe'), topics('write'), topics('write', 'mews.one', false)]

    expect(judgePermissions(asked, standings)).toEqual([topics('write')])
  })

  it('do not include to create what is there', () => {
    expect(judgePermissions([topics('create')], standings)).toEqual([])
    expect(judgePermissions([topics('create', 'mews.two', false)], standings)).toEqual([])
    expect(judgePermissions([topics('delete', 'mews.silent', false)], standings)).toEqual([])
  })

  it('are known of a topic that is hidden only where they would show it', () => {
    const hidden: Standings = { ...standings, topics: new Map([['mews.one', { exists: true, granted: 'hidden' }]]) }

    const missing = judgePermissions([topics('read'), topics('describe-configs'), topics('create')], hidden)

    expect(missing).toEqual([topics('read')])
  })

  it('are of groups, transactional ids and the cluster too', () => {
    const group: Permission = { resource: 'group', name: 'readers', isPrefix: false, operation: 'read' }
    const id: Permission = { resource: 'transactional-id', name: 'readers-', isPrefix: true, operation: 'write' }
    const cluster: Permission = { resource: 'cluster', name: 'kafka-cluster', isPrefix: false, operation: 'alter' }

    expect(judgePermissions([group, id, cluster], standings)).toEqual([group, cluster])
  })

  it('are told as an operator would say them', () => {
    expect(describePermission(topics('describe-configs'))).toBe('describe-configs topics mews.*')
    expect(describePermission(topics('write', 'mews.control', false))).toBe('write topic mews.control')
  })
})
