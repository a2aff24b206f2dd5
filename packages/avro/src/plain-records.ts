import type { Type, types } from 'avsc'

/**
 * Makes avsc decode to plain objects.
 *
 * avsc decodes by `new Record(...)` of a constructor it generates; with its prototype set to Object's, what comes out is
 * a plain object, at no cost per record.
 */
export function makePlain(type: Type, seen = new Set<Type>()): void {
  if (seen.has(type)) return
  seen.add(type)
  if (isRecord(type)) {
    type.recordConstructor.prototype = Object.prototype
    for (const field of type.fields) makePlain(field.type, seen)
  } else if (isArray(type)) {
    makePlain(type.itemsType, seen)
  } else if (isUnion(type)) {
    for (const branch of type.types) makePlain(branch, seen)
  }
}

function isRecord(type: Type): type is types.RecordType {
  return type.typeName === 'record'
}

function isArray(type: Type): type is types.ArrayType {
  return type.typeName === 'array'
}

function isUnion(type: Type): type is types.UnwrappedUnionType {
  return type.typeName.startsWith('union:')
}
