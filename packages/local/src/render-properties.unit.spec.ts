import { describe, expect, it } from 'vitest'

import { renderProperties, toKafkaVariables } from './render-properties.ts'

const settings = { brokerPort: 21_000, controllerPort: 21_001, logDir: '/data/kafka' }

describe('renderProperties', () => {
  it('listens on 127.0.0.1 only, on the given ports', () => {
    const lines = renderProperties(settings).split('\n')

    expect(lines).toContain('listeners=PLAINTEXT://127.0.0.1:21000,CONTROLLER://127.0.0.1:21001')
    expect(lines).toContain('advertised.listeners=PLAINTEXT://127.0.0.1:21000,CONTROLLER://127.0.0.1:21001')
    expect(lines).toContain('controller.quorum.voters=1@127.0.0.1:21001')
    expect(lines).toContain('log.dirs=/data/kafka')
  })

  it('never lets the broker create a topic by itself', () => {
    expect(renderProperties(settings)).toContain('\nauto.create.topics.enable=false\n')
  })

  it('writes a path as Java reads it', () => {
    expect(renderProperties({ ...settings, logDir: 'C:\\Zürich' })).toContain('log.dirs=C:\\\\Z\\u00fcrich\n')
  })
})

describe('toKafkaVariables', () => {
  it('says the same to a container, which listens on all of its own addresses', () => {
    const variables = toKafkaVariables({ ...settings, listenHost: '0.0.0.0' })

    expect(variables).toContain('KAFKA_LISTENERS=PLAINTEXT://0.0.0.0:21000,CONTROLLER://127.0.0.1:21001')
    expect(variables).toContain('KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://127.0.0.1:21000,CONTROLLER://127.0.0.1:21001')
    expect(variables).toHaveLength(renderProperties(settings).trimEnd().split('\n').length)
  })
})
