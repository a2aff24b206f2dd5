import { describe, expect, it } from 'vitest'
import { wantedAcls } from './acl-options.ts'
import { renderAcls } from './render-acls.ts'

const config = { KAFKA_BROKERS: ['a:9092'], KAFKA_SSL: false, TOPIC_PREFIX: 'mews', GROUP_ID: 'bellhop-enricher' }

describe('whose permissions are planned', () => {
  it('are those of our own roles, each with a user of its own', () => {
    const wanted = wantedAcls(config, {})

    expect(wanted.map(({ principal }) => principal)).toEqual([
      'User:bellhop-ingress',
      'User:bellhop-enricher',
      'User:bellhop-operator',
    ])
  })

  it('are those of one user who reads', () => {
    const reader = { service: 'reader', principal: 'User:warehouse', readerGroups: 'connect-warehouse' } as const

    const [wanted, ...others] = wantedAcls(config, reader)

    expect(others).toEqual([])
    expect(
      renderAcls({ principal: 'User:warehouse', given: [], missing: wanted?.permissions ?? [] }, 'missing'),
    ).toEqual([
      'missing  User:warehouse  read topics mews.entities.*',
      'missing  User:warehouse  read groups connect-warehouse*',
    ])
  })

  it.each([
    [{ principal: 'User:ingress' }, '--principal needs --service'],
    [{ service: 'reader' as const }, '--reader-groups'],
    [{ service: 'ingress' as const, readerGroups: 'mine' }, '--service reader'],
  ])('are not guessed from %j', (options, text) => {
    expect(() => wantedAcls(config, options)).toThrow(text)
  })
})
