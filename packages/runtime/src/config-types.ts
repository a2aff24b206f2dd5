import { KindGuard, type SchemaOptions, type TArray, type TSchema, type TString, Type } from '@sinclair/typebox'

/**
 * What a property of a configuration schema may say beyond JSON Schema.
 *
 * `secret`: its value is never printed, and NAME_FILE is allowed. `expected`: what a right value looks like, for the
 * sentence about a wrong one. `lowerCase`: the case of its letters does not matter. `shownDefault`: the default in words,
 * where it depends on the machine.
 */
export type ConfigOptions = SchemaOptions & {
  readonly secret?: boolean
  readonly expected?: string
  readonly lowerCase?: boolean
  readonly shownDefault?: string
}

/** A list written with commas (or, in a file, with line ends); blanks round an entry and empty entries are dropped. */
export function CommaList(item: TString, options: ConfigOptions = {}): TArray<TString> {
  return Type.Array(item, { minItems: 1, ...options, commaList: true })
}

/** One of several words, in any case. */
export function OneOf<const W extends readonly string[]>(words: W, options: ConfigOptions = {}) {
  return Type.Unsafe<W[number]>(
    Type.Union(
      words.map((word) => Type.Literal(word)),
      { lowerCase: true, expected: `one of ${words.join(', ')}`, ...options },
    ),
  )
}

/** A TCP port; 0 lets the system choose. */
export function Port(options: ConfigOptions & { readonly default: number }) {
  return Type.Integer({ minimum: 0, maximum: 65_535, ...options })
}

/** Whether the property was made by {@link CommaList}. */
export function isCommaList(property: TSchema): property is TArray {
  return KindGuard.IsArray(property) && property['commaList'] === true
}

/** Whether the property is a whole number. */
export function isInteger(property: TSchema): boolean {
  return KindGuard.IsInteger(property)
}

/** Whether letters are made small before the value is checked. */
export function isLowerCase(property: TSchema): boolean {
  return property['lowerCase'] === true
}

/** Whether the value must never be printed, and may stand in a file. */
export function isSecret(property: TSchema): boolean {
  return property['secret'] === true
}
