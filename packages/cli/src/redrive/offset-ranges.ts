/** Offsets from the first to the last, both included. */
export type OffsetRange = { readonly first: number; readonly last: number }

/** Writes offsets as text: `3-7,9,12-40`. Offsets that are given twice stand once. Pure. */
export function writeRanges(offsets: readonly number[]): string {
  const ranges: Array<{ first: number; last: number }> = []
  for (const offset of offsets.toSorted((a, b) => a - b)) {
    const open = ranges.at(-1)
    if (open !== undefined && offset <= open.last + 1) open.last = offset
    else ranges.push({ first: offset, last: offset })
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}

/**
 * Reads what {@link writeRanges} wrote. Pure.
 *
 * @throws RangeError for anything else: to take it for nothing would write events twice
 */
export function readRanges(text: string): OffsetRange[] {
  if (text === '') return []
  return text.split(',').map((part) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part)
    const first = Number(match?.[1])
    const last = Number(match?.[2] ?? match?.[1])
    if (match === null || last < first) throw new RangeError(`"${part.slice(0, 40)}" is no range of offsets`)
    return { first, last }
  })
}
