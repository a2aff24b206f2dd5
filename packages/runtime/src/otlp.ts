import {
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { describeError } from './errors.ts'
import type { Opened } from './lifecycle.ts'
import { redactText } from './redact-text.ts'
import { readTraceparent, toTraceparent } from './traceparent.ts'
import type { BeginSpan, TracingOptions } from './tracing.ts'

/** Milliseconds between two words about spans that could not be sent. */
const complainMs = 60_000
/** Milliseconds that `close` gives what has not been sent. */
const closeWithinMs = 2_000
/** Milliseconds that spans wait for others to go with them, and that a collector may take. */
const gatherMs = 1_000
const sendWithinMs = 5_000
/** Spans that may wait; more are dropped. */
const maxWaiting = 8_192

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER }

/** Opens the way of spans to a collector that speaks OTLP over HTTP, in JSON. */
export function openOtlp(endpoint: string, { service, config, log }: TracingOptions): Opened<BeginSpan> {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: toHeaders(config.OTEL_EXPORTER_OTLP_HEADERS ?? []),
    timeoutMillis: sendWithinMs,
  })
  const provider = new TracerProvider({
    // What detectors would add, such as the command line, may hold secrets.
    resource: resourceFromAttributes({
      'service.name': `bellhop-${service}`,
      'service.instance.id': String(process.pid),
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.OTEL_TRACES_SAMPLER_ARG) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: complain(exporter, log),
        scheduledDelayMillis: gatherMs,
        maxQueueSize: maxWaiting,
        exportTimeoutMillis: sendWithinMs,
      }),
    ],
  })
  const tracer = provider.getTracer('bellhop')

  const begin: BeginSpan = ({ name, kind, parent, links = [], startedAt, facts = {} }) => {
    const from = toContext(parent)
    const span = tracer.startSpan(
      name,
      {
        kind: kinds[kind],
        attributes: { ...facts },
        links: links.flatMap(toLink),
        ...(startedAt === undefined ? {} : { startTime: startedAt }),
      },
      from === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, from),
    )
    const { traceId, spanId, traceFlags } = span.spanContext()
    return {
      traceparent: toTraceparent({ traceId, spanId, isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0 }),
      end: (more, failed) => {
        if (more !== undefined) span.setAttributes({ ...more })
        if (failed !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failed })
        span.end()
      },
    }
  }

  const close = async () => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, closeWithinMs)
    })
    await Promise.race([provider.shutdown().catch(() => undefined), late])
    clearTimeout(timer)
  }
  return { value: begin, close }
}

/** Says now and then that spans could not be sent; OpenTelemetry says nothing of itself. */
function complain(exporter: SpanExporter, log: TracingOptions['log']): SpanExporter {
  let saidAt = Number.NEGATIVE_INFINITY
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined && performance.now() - saidAt > complainMs) {
          saidAt = performance.now()
          log.warn({ why: redactText(describeError(result.error)) }, 'traces could not be sent: they are dropped')
        }
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  }
}

function toContext(traceparent: string | undefined): SpanContext | undefined {
  const place = readTraceparent(traceparent)
  if (place === undefined) return undefined
  const { traceId, spanId, isSampled } = place
  return { traceId, spanId, traceFlags: isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true }
}

function toLink(traceparent: string): Link[] {
  const context = toContext(traceparent)
  return context === undefined ? [] : [{ context }]
}

function toHeaders(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())]
    }),
  )
}
