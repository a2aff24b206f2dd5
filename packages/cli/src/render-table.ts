/** Rows in columns, numbers to the right; empty where there are no rows. Pure. */
export function renderTable(
  head: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
): readonly string[] {
  if (rows.length === 0) return []
  const isNumber = head.map((_, column) => rows.every((row) => typeof row[column] === 'number'))
  const texts = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) => Math.max(...texts.map((row) => (row[column] ?? '').length)))
  return texts.map((row) =>
    row
      .map((text, column) => (isNumber[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}
