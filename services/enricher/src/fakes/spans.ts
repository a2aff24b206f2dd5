import type { BeginSpan, SpanFacts, SpanStart } from '@bellhop/runtime'

/** A span that was begun, and how it ended. */
export type SeenSpan = SpanStart & {
  readonly traceparent: string
  ended?: { readonly facts: SpanFacts | undefined; readonly failed: string | undefined }
}

/** The n-th place in a trace. */
export function traceparentOf(nth: number): string {
  return `00-4bf92f3577b34da6a3ce929d0e0e4736-${String(nth).padStart(16, '0')}-01`
}

/** Begins spans and keeps them; the first stands at place 101. */
export function createFakeSpans(): { readonly beginSpan: BeginSpan; readonly seen: SeenSpan[] } {
  const seen: SeenSpan[] = []
  const beginSpan: BeginSpan = (start) => {
    const span: SeenSpan = { ...start, traceparent: traceparentOf(101 + seen.length) }
    seen.push(span)
    return {
      traceparent: span.traceparent,
      end: (facts, failed) => {
        span.ended = { facts, failed }
      },
    }
  }
  return { beginSpan, seen }
}
