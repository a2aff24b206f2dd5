export type { RegistryLog } from './away-log.ts'
export { toDate, toTimestampMillis } from './calendar.ts'
export { type Codec, createCodec } from './codec.ts'
export { checkCompatibility, type Incompatibility, type IncompatibilityRule } from './compatibility.ts'
export { DECIMAL_PRECISION, DECIMAL_SCALE, decodeDecimal, encodeDecimal, toDecimal } from './decimal.ts'
export { ensureSubject } from './ensure-subject.ts'
export { AvroError, type AvroErrorCode } from './errors.ts'
export { type CompatibilityLevel, openRegistry, type Registry, type RegistryOptions } from './registry.ts'
export type { RegisteredSchema } from './registry-body.ts'
export {
  type AvroAnnotated,
  type AvroArray,
  type AvroField,
  type AvroForeign,
  type AvroPrimitive,
  type AvroSchema,
  type AvroType,
  fullNameOf,
  isRecordSchema,
  isUnion,
} from './schema.ts'
export { createDeserializer, createSerializer, type Deserializer, type Serializer } from './serializer.ts'
export { fromWire, toWire, WIRE_HEADER_BYTES } from './wire.ts'
