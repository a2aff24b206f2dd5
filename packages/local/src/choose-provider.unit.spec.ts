import { describe, expect, it } from 'vitest'

import { chooseProvider } from './choose-provider.ts'

const brokers = { BELLHOP_KAFKA_BROKERS: 'kafka-1:9092, kafka-2:9092' }
const registry = { BELLHOP_REGISTRY_URL: 'https://registry.example/apis/ccompat/v7/' }

describe('chooseProvider', () => {
  it('takes both addresses from the environment', () => {
    expect(chooseProvider({ ...brokers, ...registry })).toEqual({
      provider: 'external',
      brokers: 'kafka-1:9092,kafka-2:9092',
      registryUrl: 'https://registry.example/apis/ccompat/v7',
    })
  })

  it('runs its own where neither is set, or both are empty', () => {
    expect(chooseProvider({})).toEqual({ provider: 'any' })
    expect(chooseProvider({ BELLHOP_KAFKA_BROKERS: '', BELLHOP_REGISTRY_URL: ' ' })).toEqual({ provider: 'any' })
  })

  it('is told which of its own to run', () => {
    expect(chooseProvider({ BELLHOP_LOCAL_PROVIDER: 'docker' })).toEqual({ provider: 'docker' })
    expect(chooseProvider({ BELLHOP_LOCAL_PROVIDER: ' maven ' })).toEqual({ provider: 'maven' })
    expect(() => chooseProvider({ BELLHOP_LOCAL_PROVIDER: 'podman' })).toThrow(
      "BELLHOP_LOCAL_PROVIDER must be docker or maven, not 'podman'.",
    )
  })

  it('names the one that is missing', () => {
    expect(() => chooseProvider(brokers)).toThrow(
      'BELLHOP_KAFKA_BROKERS is set but BELLHOP_REGISTRY_URL is not: set both, or neither.',
    )
    expect(() => chooseProvider(registry)).toThrow(
      'BELLHOP_REGISTRY_URL is set but BELLHOP_KAFKA_BROKERS is not: set both, or neither.',
    )
  })

  it.each(['kafka', 'kafka:', 'http://kafka:9092', 'kafka:9092,,other:9092'])('refuses the brokers %s', (value) => {
    expect(() => chooseProvider({ ...registry, BELLHOP_KAFKA_BROKERS: value })).toThrow(
      'BELLHOP_KAFKA_BROKERS must be a comma list of host:port.',
    )
  })

  it.each(['registry:8080/apis', 'not an address'])('refuses the registry %s', (value) => {
    expect(() => chooseProvider({ ...brokers, BELLHOP_REGISTRY_URL: value })).toThrow(/BELLHOP_REGISTRY_URL must be/)
  })
})
