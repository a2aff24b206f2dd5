import { kafkaVariables, registryVariables, topicVariables } from '@bellhop/runtime'

/** The variables of the environment that reading and writing topics takes. */
export const topicAccess = { ...kafkaVariables, ...registryVariables, ...topicVariables }
