import type { Type, types } from 'avsc'

/** A value that does not fit may do so in very many places; more than these help nobody. */
const MOST_PROBLEMS = 10

/** Says which fields of a value do not fit and what was expected there, never what stood there. */
export function describeMisfit(type: types.RecordType, value: unknown): string {
  const problems: string[] = []
  type.isValid(value, {
    noUndeclaredFields: true,
    errorHook: (path: string[], found: unknown, expected: Type) => {
      const where = path.length === 0 ? 'the record' : path.join('.')
      const undeclared = undeclaredOf(found, expected)
      for (const name of undeclared) problems.push(`${[...path, name].join('.')} is not in the schema`)
      if (undeclared.length === 0) problems.push(`${where} must be ${describe(expected)}, is ${kindOf(found)}`)
    },
  })
  const shown = problems.slice(0, MOST_PROBLEMS).join('; ')
  return problems.length > MOST_PROBLEMS ? `${shown}; and ${problems.length - MOST_PROBLEMS} more` : shown
}

function undeclaredOf(found: unknown, expected: Type): string[] {
  if (typeof found !== 'object' || found === null || expected.typeName !== 'record') return []
  const declared = new Set((expected as types.RecordType).fields.map((field) => field.name))
  return Object.keys(found).filter((name) => !declared.has(name))
}

function describe(type: Type): string {
  if (type.typeName.startsWith('union:')) return (type as types.UnwrappedUnionType).types.map(describe).join(' or ')
  if (type.typeName === 'logical:date') return 'a date as YYYY-MM-DD'
  if (type.typeName === 'logical:decimal') return 'decimal(28,8) text'
  return type.name ?? type.typeName
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (Buffer.isBuffer(value)) return 'bytes'
  return typeof value
}
