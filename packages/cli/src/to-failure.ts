import { ConfigError, codeOf, describeError, redactText } from '@bellhop/runtime'

/** What is said of a command that failed, without a stack and without secrets: lines, or one of JSON. Pure. */
export function toFailure(name: string, error: unknown, isJson: boolean): string {
  const problems = error instanceof ConfigError ? error.problems : [describeError(error)]
  const told = problems.map(redactText)
  if (isJson) return JSON.stringify({ command: name, code: codeOf(error) ?? null, problems: told })
  if (!(error instanceof ConfigError)) return `bellhop ${name}: ${told.join(' ')}`
  const lines = told.map((problem) => `\n  - ${problem}`)
  return `bellhop ${name} cannot start, because of its environment:${lines.join('')}`
}
