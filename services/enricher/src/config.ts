import {
  adminVariables,
  type ConfigRule,
  kafkaVariables,
  logVariables,
  registryVariables,
  saslRule,
  topicVariables,
} from '@bellhop/runtime'
import { type Static, Type } from '@sinclair/typebox'

/** Every variable of the enricher. */
export const enricherConfigSchema = Type.Object({
  ...kafkaVariables,
  ...registryVariables,
  ...topicVariables,
  ...logVariables,
  ...adminVariables(9465),
  GROUP_ID: Type.String({
    default: 'bellhop-enricher',
    minLength: 1,
    description: 'Consumer group of the enrichers that share the work; also the first part of their transactional ids.',
  }),
  DIRECTORY_FILE: Type.String({
    minLength: 1,
    description: 'Path of the directory: which access token serves which enterprise.',
    expected: 'the path of a JSON file',
  }),
})

/** The enricher's configuration. */
export type EnricherConfig = Static<typeof enricherConfigSchema>

/** Rules over several variables of the enricher. */
export const enricherRules: readonly ConfigRule[] = [saslRule]
