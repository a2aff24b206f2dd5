import { describe, expect, it } from 'vitest'
import { permissionsOf, roles } from './permissions.ts'

const options = { prefix: 'mews', groupId: 'bellhop-enricher', readerGroups: 'warehouse-' }
const told = (role: (typeof roles)[number]) =>
  permissionsOf(role, options).map(
    ({ resource, name, isPrefix, operation }) => `${operation} ${resource} ${name}${isPrefix ? '*' : ''}`,
  )

describe('the permissions of a role', () => {
  it('let the ingress write events and nothing read', () => {
    expect(told('ingress')).toEqual([
      'describe-configs topic mews.*',
      'create topic mews.*',
      'write topic mews.events.*',
      'write topic mews.dead-letters.webhooks',
      'write topic mews.integrations',
    ])
  })

  it('let the enricher read events and write what becomes of them, in transactions of its group', () => {
    expect(told('enricher')).toEqual([
      'describe topic mews.*',
      'describe-configs topic mews.*',
      'create topic mews.*',
      'read topic mews.events.*',
      'read topic mews.retries.*',
      'write topic mews.retries.*',
      'write topic mews.entities.*',
      'write topic mews.dead-letters.events',
      'read topic mews.state.entities',
      'write topic mews.state.entities',
      'read topic mews.control',
      'read group bellhop-enricher',
      'write transactional-id bellhop-enricher-*',
    ])
  })

  it('let a reader read entities, in groups of its own', () => {
    expect(told('reader')).toEqual(['read topic mews.entities.*', 'read group warehouse-*'])
  })

  it('let nobody but an operator change who is allowed what', () => {
    const mayAlter = roles.filter((role) => told(role).some((line) => /^(all|alter|delete) (cluster|topic)/.test(line)))

    expect(mayAlter).toEqual(['operator'])
  })
})
