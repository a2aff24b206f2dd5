import { BellhopError, describeError } from '@bellhop/runtime'
import { request } from 'undici'
import type { ExistingConnector } from './plan-connector.ts'
import type { Connector } from './to-connector.ts'

/** The REST API of Kafka Connect, as far as it is needed here. */
export type ConnectClient = {
  /** All connectors by their names, with settings and state. */
  readonly list: () => Promise<ReadonlyMap<string, ExistingConnector>>
  /** Makes a connector, or gives it these settings; it begins anew then. */
  readonly put: (connector: Connector) => Promise<void>
  /** Starts what has failed of a connector again. */
  readonly restart: (name: string) => Promise<void>
}

const askTimeoutMs = 30_000
const retryEveryMs = 500
/** A worker that is rebalancing answers 409 until it is done. */
const retryForMs = 60_000

/** Makes a client of the API at `url`. Its calls throw BellhopError `not-ready` with what was answered. */
export function createConnectClient(url: string): ConnectClient {
  const base = url.replace(/\/+$/, '')
  const call = async (method: 'GET' | 'PUT' | 'POST', path: string, json?: unknown): Promise<unknown> => {
    const deadline = performance.now() + retryForMs
    for (;;) {
      const { statusCode, text } = await send(method, `${base}${path}`, json)
      if (statusCode < 300) return text === '' ? undefined : JSON.parse(text)
      if (statusCode !== 409 || performance.now() > deadline) throw refused(statusCode, text, method, path)
      await new Promise((resolve) => setTimeout(resolve, retryEveryMs))
    }
  }
  return {
    list: async () => toConnectors(await call('GET', '/connectors?expand=info&expand=status')),
    put: async ({ name, config }) => {
      await call('PUT', `/connectors/${encodeURIComponent(name)}/config`, config)
    },
    restart: async (name) => {
      await call('POST', `/connectors/${encodeURIComponent(name)}/restart?includeTasks=true&onlyFailed=true`)
    },
  }
}

async function send(
  method: 'GET' | 'PUT' | 'POST',
  url: string,
  json: unknown,
): Promise<{ statusCode: number; text: string }> {
  try {
    const { statusCode, body } = await request(url, {
      method,
      headersTimeout: askTimeoutMs,
      bodyTimeout: askTimeoutMs,
      reset: true,
      ...(json === undefined ? {} : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } }),
    })
    return { statusCode, text: await body.text() }
  } catch (cause) {
    const message = `Kafka Connect at ${new URL(url).origin} cannot be reached: ${describeError(cause)}. Check CONNECT_URL, and that it runs.`
    throw new BellhopError({ code: 'not-ready', message, retriable: true, cause })
  }
}

function refused(statusCode: number, text: string, method: string, path: string): BellhopError {
  const message = `Kafka Connect answered ${statusCode} to ${method} ${path}: ${toMessage(text)}`
  return new BellhopError({ code: 'not-ready', message, retriable: statusCode >= 500 || statusCode === 409 })
}

function toMessage(text: string): string {
  try {
    return String(read(JSON.parse(text), 'message') ?? text)
  } catch {
    return text.slice(0, 500)
  }
}

function toConnectors(answer: unknown): Map<string, ExistingConnector> {
  const entries = Object.entries(typeof answer === 'object' && answer !== null ? answer : {})
  return new Map(
    entries.map(([name, connector]) => {
      const config = Object.entries(read(read(connector, 'info'), 'config') ?? {})
      const status = read(connector, 'status')
      const tasks = read(status, 'tasks')
      return [
        name,
        {
          config: Object.fromEntries(config.map(([key, value]) => [key, String(value)])),
          state: String(read(read(status, 'connector'), 'state')),
          tasks: (Array.isArray(tasks) ? tasks : []).map((task: unknown) => ({
            id: Number(read(task, 'id')),
            state: String(read(task, 'state')),
            trace: String(read(task, 'trace') ?? ''),
          })),
        },
      ]
    }),
  )
}

function read(value: unknown, name: string): object | string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = Reflect.get(value, name)
  return typeof found === 'object' && found !== null ? found : found === undefined ? undefined : String(found)
}
