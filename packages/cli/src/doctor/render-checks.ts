import type { Check } from './check.ts'

/** Checks as lines, what is wrong marked, and one line in all. Pure. */
export function renderChecks(checks: readonly Check[]): readonly string[] {
  const width = Math.max(...checks.map(({ part }) => part.length))
  const lines = checks.map(({ isFine, part, text, remedy }) => {
    const mark = isFine === undefined ? '?    ' : isFine ? 'ok   ' : 'WRONG'
    return `${mark}  ${part.padEnd(width)}  ${text}${remedy === '' ? '' : `: ${remedy}`}`
  })
  const count = checks.filter(({ isFine }) => isFine === false).length
  return [...lines, count === 0 ? 'Nothing is wrong.' : `${count} of ${checks.length} checks found something wrong.`]
}
