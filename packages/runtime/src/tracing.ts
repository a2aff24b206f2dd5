import type { Opened } from './lifecycle.ts'
import type { Logger } from './log.ts'

/** Facts of a span by their names, OpenTelemetry's where it has one. None is a secret or guest data. */
export type SpanFacts = Readonly<Record<string, string | number>>

/** How a span begins. */
export type SpanStart = {
  readonly name: string
  readonly kind: 'server' | 'client' | 'producer'
  /** The `traceparent` of the span that it is a part of; it begins a trace of its own without one. */
  readonly parent?: string | undefined
  /** The `traceparent`s of others that it answers as well. */
  readonly links?: readonly string[]
  /** Epoch milliseconds; now where left out. */
  readonly startedAt?: number
  readonly facts?: SpanFacts
}

/** A span under way. */
export type Span = {
  /** What is sent along, so that others become a part of the trace. */
  readonly traceparent: string
  /** Ends it, once. With a reason it counts as failed; the reason holds nothing secret. */
  readonly end: (facts?: SpanFacts, failed?: string) => void
}

/** Begins a span. Never throws, and never waits for where spans are sent. */
export type BeginSpan = (start: SpanStart) => Span

/** What {@link openTracing} needs: the values of `traceVariables`. */
export type TracingOptions = {
  readonly service: string
  readonly config: {
    readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string
    readonly OTEL_EXPORTER_OTLP_HEADERS?: readonly string[]
    readonly OTEL_TRACES_SAMPLER_ARG: number
  }
  readonly log: Pick<Logger, 'warn'>
}

/**
 * Opens the way of spans to a collector; undefined where no address is given, and then nothing of OpenTelemetry is
 * loaded. Spans that cannot be sent are dropped and said so once a minute. `close` sends what waits, for 2 s at most.
 */
export async function openTracing(options: TracingOptions): Promise<Opened<BeginSpan | undefined>> {
  if (options.config.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) {
    return { value: undefined, close: () => Promise.resolve() }
  }
  const { openOtlp } = await import('./otlp.ts')
  return openOtlp(options.config.OTEL_EXPORTER_OTLP_ENDPOINT, options)
}
