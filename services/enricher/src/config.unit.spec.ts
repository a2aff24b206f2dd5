import { ConfigError, readConfig } from '@bellhop/runtime'
import { describe, expect, it } from 'vitest'
import { enricherConfigSchema, enricherRules } from './config.ts'

const least = {
  KAFKA_BROKERS: 'localhost:9092',
  SCHEMA_REGISTRY_URL: 'http://localhost:8081',
  DIRECTORY_FILE: 'directory.json',
}
const read = (env: NodeJS.ProcessEnv) => readConfig(enricherConfigSchema, env, enricherRules)

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    read(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe("the enricher's configuration", () => {
  it('has a default for all but where things are', () => {
    expect(read(least)).toEqual({
      KAFKA_BROKERS: ['localhost:9092'],
      KAFKA_SSL: false,
      SCHEMA_REGISTRY_URL: 'http://localhost:8081',
      TOPIC_PREFIX: 'mews',
      TOPIC_PARTITIONS: 12,
      LOG_LEVEL: 'info',
      ADMIN_HOST: '127.0.0.1',
      ADMIN_PORT: 9465,
      GROUP_ID: 'bellhop-enricher',
      OTEL_TRACES_SAMPLER_ARG: 1,
      DIRECTORY_FILE: 'directory.json',
    })
  })

  it('leaves unknown variables alone, and takes empty ones for absent', () => {
    expect(read({ ...least, HOME: '/', GROUP_ID: '' })).toEqual(read(least))
  })

  it('names every problem at once', () => {
    const problems = problemsOf({
      KAFKA_BROKERS: 'nowhere',
      TOPIC_PARTITIONS: '12.5',
      ADMIN_PORT: '99999',
      KAFKA_SASL_USERNAME: 'me',
    })

    for (const name of ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL', 'DIRECTORY_FILE', 'TOPIC_PARTITIONS', 'ADMIN_PORT']) {
      expect(problems.filter((problem) => problem.includes(name))).toHaveLength(1)
    }
    expect(problems.join()).toContain('KAFKA_SASL_MECHANISM and KAFKA_SASL_PASSWORD must be set too')
  })
})
