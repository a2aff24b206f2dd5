import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Opened } from '@bellhop/runtime'
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

const AttributesSchema = Type.Array(
  Type.Object({
    key: Type.String(),
    value: Type.Object({
      stringValue: Type.Optional(Type.String()),
      intValue: Type.Optional(Type.Union([Type.String(), Type.Number()])),
    }),
  }),
)
const SpanSchema = Type.Object({
  traceId: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  spanId: Type.String({ pattern: '^[0-9a-f]{16}$' }),
  parentSpanId: Type.Optional(Type.String()),
  name: Type.String(),
  kind: Type.Integer(),
  startTimeUnixNano: Type.String({ pattern: '^[0-9]+$' }),
  endTimeUnixNano: Type.String({ pattern: '^[0-9]+$' }),
  attributes: AttributesSchema,
  links: Type.Optional(Type.Array(Type.Object({ traceId: Type.String(), spanId: Type.String() }))),
  status: Type.Object({ code: Type.Optional(Type.Integer()) }),
})
/** What a collector is posted: OTLP 1.x, ExportTraceServiceRequest in its JSON form. */
const RequestSchema = Type.Object({
  resourceSpans: Type.Array(
    Type.Object({
      resource: Type.Object({ attributes: AttributesSchema }),
      scopeSpans: Type.Array(Type.Object({ spans: Type.Array(SpanSchema) })),
    }),
  ),
})

/** A span as it reached the collector. */
export type ReceivedSpan = {
  readonly service: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  readonly facts: Readonly<Record<string, string | number>>
  readonly links: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>
  readonly hasFailed: boolean
  readonly durationMs: number
}

/** A collector of traces on this machine. */
export type Collector = {
  readonly url: string
  readonly spans: () => readonly ReceivedSpan[]
  /** All that it was sent, heads too. */
  readonly text: () => string
}

/** Opens a collector that takes OTLP over HTTP in JSON, and refuses what is not so with 400. */
export async function openCollector(): Promise<Opened<Collector>> {
  const spans: ReceivedSpan[] = []
  const texts: string[] = []
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString('utf8')
    texts.push(JSON.stringify(request.headers), body)
    if (request.method !== 'POST' || request.url !== '/v1/traces') {
      response.writeHead(404).end()
      return
    }
    try {
      spans.push(...toSpans(body))
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    } catch {
      response.writeHead(400).end()
    }
  }
  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    value: { url: `http://127.0.0.1:${port}`, spans: () => spans, text: () => texts.join('\n') },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function toSpans(body: string): ReceivedSpan[] {
  const { resourceSpans } = Value.Parse(RequestSchema, JSON.parse(body))
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) =>
      scope.spans.map(
        ({ attributes, links = [], status, startTimeUnixNano: start, endTimeUnixNano: end, ...span }) => ({
          service: String(toFacts(resource.attributes)['service.name']),
          traceId: span.traceId,
          spanId: span.spanId,
          parentSpanId: span.parentSpanId || undefined,
          name: span.name,
          facts: toFacts(attributes),
          links: links.map(({ traceId, spanId }) => ({ traceId, spanId })),
          hasFailed: status.code === 2,
          durationMs: Number(BigInt(end) - BigInt(start)) / 1e6,
        }),
      ),
    ),
  )
}

function toFacts(
  attributes: ReadonlyArray<{ key: string; value: { stringValue?: string; intValue?: string | number } }>,
): Record<string, string | number> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? (value.intValue === undefined ? '' : Number(value.intValue)),
    ]),
  )
}
