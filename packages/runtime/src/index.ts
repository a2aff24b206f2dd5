export * from './admin.ts'
export * from './config.ts'
export {
  adminVariables,
  directoryVariables,
  groupVariables,
  kafkaVariables,
  logVariables,
  registryVariables,
  topicVariables,
  traceVariables,
} from './config-parts.ts'
export { toExpectation } from './config-problem.ts'
export { CommaList, type ConfigOptions, isSecret, OneOf, Port } from './config-types.ts'
export * from './connection-rules.ts'
export * from './connection-settings.ts'
export * from './errors.ts'
export * from './gather-problems.ts'
export * from './lifecycle.ts'
export * from './log.ts'
export * from './metrics.ts'
export * from './open-reread.ts'
export * from './read-samples.ts'
export * from './redact.ts'
export * from './redact-text.ts'
export * from './run-main.ts'
export { readTraceparent } from './traceparent.ts'
export * from './tracing.ts'
export * from './version.ts'
export * from './worker-metrics.ts'
