import { describe, expect, it } from 'vitest'

import { openLocalStack } from './open-local-stack.ts'

const quiet = { info: () => {}, error: () => {} }

describe('openLocalStack', () => {
  it('uses the addresses of the environment, and has no process to offer', async () => {
    const env = { BELLHOP_KAFKA_BROKERS: 'kafka:9092', BELLHOP_REGISTRY_URL: 'http://registry:8080/apis/ccompat/v7' }

    const { value, close } = await openLocalStack({ env, log: quiet })
    await close()

    expect(value).toEqual({
      provider: 'external',
      brokers: 'kafka:9092',
      registryUrl: 'http://registry:8080/apis/ccompat/v7',
    })
  })

  it('refuses half an environment rather than starting its own', async () => {
    const opening = openLocalStack({ env: { BELLHOP_KAFKA_BROKERS: 'kafka:9092' }, log: quiet })

    await expect(opening).rejects.toMatchObject({ code: 'local-environment' })
  })

  it('needs Java first of all where it is to run Java processes', async () => {
    const env = { PATH: '', BELLHOP_LOCAL_PROVIDER: 'maven' }

    await expect(openLocalStack({ env, log: quiet })).rejects.toMatchObject({
      code: 'local-java-missing',
    })
  })
})
