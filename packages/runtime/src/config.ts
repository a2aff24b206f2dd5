import { readFileSync } from 'node:fs'
import type { Static, TObject, TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { toProblem } from './config-problem.ts'
import { isCommaList, isInteger, isLowerCase, isSecret } from './config-types.ts'
import { ConfigError, codeOf } from './errors.ts'

/** A rule over several variables: gives a sentence when it is broken. Absent variables are `undefined`. */
export type ConfigRule = (values: Readonly<Record<string, unknown>>) => string | undefined

/**
 * Reads the environment by a schema whose property names are the variables' names.
 *
 * An empty variable is an absent one; unknown variables are left alone. A property marked `secret: true` may be given as
 * NAME_FILE instead, the path of a file that holds the value. Files are read once, here.
 *
 * @throws ConfigError with every problem at once, each a sentence that names the variable; never a secret's value.
 */
export function readConfig<T extends TObject>(
  schema: T,
  env: NodeJS.ProcessEnv,
  rules: readonly ConfigRule[] = [],
): Static<T> {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, property] of Object.entries(schema.properties)) {
    const { text, problem: unreadable } = readText(name, property, env)
    const value = text === undefined ? Value.Default(property, undefined) : toTyped(text, property)
    if (value !== undefined) values[name] = value

    const problem = unreadable ?? toProblem(name, property, value, isRequired(schema, name))
    if (problem !== undefined) problems.push(problem)
  }
  problems.push(...rules.map((rule) => rule(values)).filter((problem) => problem !== undefined))
  if (problems.length > 0) throw new ConfigError(problems)
  return Value.Decode(schema, values)
}

type Text = { readonly text?: string | undefined; readonly problem?: string }

/** The variable's text, or what is wrong with the two ways of giving a secret. */
function readText(name: string, property: TSchema, env: NodeJS.ProcessEnv): Text {
  const direct = env[name]?.trim() || undefined
  const file = isSecret(property) ? env[`${name}_FILE`]?.trim() : undefined
  if (!file) return { text: direct }
  if (direct !== undefined) return { problem: `${name} and ${name}_FILE are both set: keep one of them.` }
  try {
    const text = readFileSync(file, 'utf8').trim()
    return text ? { text } : { problem: `${name}_FILE names ${file}, which is empty: write the value into it.` }
  } catch (error) {
    const why = codeOf(error) ?? 'unreadable'
    return { problem: `${name}_FILE names ${file}, which cannot be read (${why}): check the path and permissions.` }
  }
}

/** TypeBox's own conversion, but only of whole numbers written as such: it would read `12.5` and `1e3` as 12 and 1. */
function toTyped(text: string, property: TSchema): unknown {
  if (isCommaList(property)) {
    return text.split(/[,\r\n]/).flatMap((item) => item.trim() || [])
  }
  if (isInteger(property) && !/^[+-]?\d+$/.test(text)) return text
  return Value.Convert(property, isLowerCase(property) ? text.toLowerCase() : text)
}

function isRequired(schema: TObject, name: string): boolean {
  return schema.required?.includes(name) ?? false
}
