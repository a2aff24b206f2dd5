import { KindGuard, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { isCommaList, isInteger, isSecret } from './config-types.ts'
import { redactText } from './redact-text.ts'

/** A sentence on what is wrong with a variable's value and what is expected; `undefined` when nothing is. Pure. */
export function toProblem(name: string, property: TSchema, value: unknown, isRequired: boolean): string | undefined {
  const orFile = isSecret(property) ? ` (or ${name}_FILE)` : ''
  if (value === undefined) {
    return isRequired ? `${name}${orFile} is missing: expected ${toExpectation(property)}.` : undefined
  }
  const wrong = wrongPart(property, value)
  if (wrong === undefined) return undefined

  const said = isSecret(property) ? 'has a value that does not fit' : `is ${quote(wrong)}`
  return `${name}${orFile} ${said}: expected ${toExpectation(property)}.`
}

/** What a right value of the property looks like, in words. */
export function toExpectation(property: TSchema): string {
  const said: unknown = property['expected']
  if (typeof said === 'string') return said
  if (isCommaList(property)) return 'a comma-separated list with at least one entry'
  if (isInteger(property)) return `a whole number${toBounds(property['minimum'], property['maximum'])}`
  if (KindGuard.IsBoolean(property)) return 'true or false'
  return 'some text'
}

function toBounds(minimum: unknown, maximum: unknown): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` of at least ${minimum}`
  return maximum === undefined ? '' : ` of at most ${maximum}`
}

/** The first entry of a list that does not fit, or the value itself. */
function wrongPart(property: TSchema, value: unknown): unknown {
  const error = Value.Errors(property, value).First()
  return error === undefined ? undefined : (error.value ?? value)
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `"${redactText(value)}"` : JSON.stringify(value)
}
