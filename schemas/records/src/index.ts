export {
  type CatalogueRow,
  catalogue,
  type Discriminator,
  type EntityName,
  type EntityRow,
  entities,
  entityOf,
} from './catalogue.ts'
export * from './generated/index.ts'
export { noEvent } from './no-event.ts'
export {
  enricherPermissions,
  ingressPermissions,
  type Permission,
  type PermissionOptions,
  permissionsOf,
  type Role,
  roles,
} from './permissions.ts'
export { type RecordField, type RecordSchema, toValueType, type ValueType } from './record-schema.ts'
export { addEnd, addSums, type EndName, fromNote, isBalanced, noSums, type Sums, toNote } from './sums.ts'
export { toThin } from './to-thin.ts'
export {
  compactionLagMs,
  type RetryDelay,
  retryDelays,
  type TopicNames,
  type TopicSpec,
  topicNames,
  topicSpecs,
} from './topics.ts'
