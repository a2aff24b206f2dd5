/** Where a span stands in its trace, as W3C's Trace Context writes it; `isSampled` says whether it is recorded. */
export type TracePlace = { readonly traceId: string; readonly spanId: string; readonly isSampled: boolean }

const shape = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:$|-)/

/**
 * Reads a `traceparent`; undefined for what is none, which is then left alone. Later versions may say more after what is
 * read here (W3C Trace Context, section 3.2). Pure.
 */
export function readTraceparent(text: string | undefined): TracePlace | undefined {
  if (text === undefined || text.length > 512) return undefined
  const [, traceId, spanId, flags] = shape.exec(text) ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** Writes a `traceparent`, version 00. Pure. */
export function toTraceparent({ traceId, spanId, isSampled }: TracePlace): string {
  return `00-${traceId}-${spanId}-0${isSampled ? 1 : 0}`
}
