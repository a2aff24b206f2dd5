/** What a segment's name tells, and what segments are sorted by. */
export type SegmentStamp = {
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Tells apart the segments of one millisecond. */
  readonly counter: number
}

const SUFFIX = '.segment'
const DAMAGED_SUFFIX = '.damaged'
const pattern = /^(\d{15})-(\d{10})\.segment(\.damaged)?$/

/** The file name of a segment; names sort as their stamps do. */
export function toSegmentName({ createdAt, counter }: SegmentStamp): string {
  return `${String(createdAt).padStart(15, '0')}-${String(counter).padStart(10, '0')}${SUFFIX}`
}

/** The name of a segment that is kept aside. */
export function toDamagedName(name: string): string {
  return name + DAMAGED_SUFFIX
}

/** Reads a file name; undefined for what is no segment's. */
export function parseSegmentName(name: string): (SegmentStamp & { readonly isDamaged: boolean }) | undefined {
  const match = pattern.exec(name)
  return match
    ? { createdAt: Number(match[1]), counter: Number(match[2]), isDamaged: match[3] !== undefined }
    : undefined
}

/** The stamp after `last`, at the given time, or at that of `last` where the clock was set back. */
export function toNextStamp(last: SegmentStamp | undefined, atMs: number): SegmentStamp {
  const createdAt = Math.max(0, Math.floor(atMs), last?.createdAt ?? 0)
  return { createdAt, counter: (last?.counter ?? -1) + 1 }
}
