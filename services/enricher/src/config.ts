import {
  adminVariables,
  type ConfigRule,
  connectionRules,
  directoryVariables,
  groupVariables,
  kafkaVariables,
  logVariables,
  registryVariables,
  topicVariables,
  traceVariables,
} from '@bellhop/runtime'
import { type Static, Type } from '@sinclair/typebox'

/** Every variable of the enricher. */
export const enricherConfigSchema = Type.Object({
  ...kafkaVariables,
  ...registryVariables,
  ...topicVariables,
  ...logVariables,
  ...adminVariables(9465),
  ...traceVariables,
  ...groupVariables,
  ...directoryVariables,
})

/** The enricher's configuration. */
export type EnricherConfig = Static<typeof enricherConfigSchema>

/** Rules over several variables of the enricher. */
export const enricherRules: readonly ConfigRule[] = [...connectionRules]
