import { Agent, request } from 'undici'
import type { SimulatorDirectory } from '../directory.ts'
import { isJsonObject, type Json, type JsonObject } from '../world/json.ts'
import type { EntityName } from '../world/kinds.ts'

/** An answer of the API, parsed where it is JSON. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  readonly body: JsonObject
}

/** What a test may alter of an ordinary call. */
export type CallOptions = {
  readonly credential?: string
  readonly method?: 'POST' | 'GET' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is instead of the JSON of the request. */
  readonly raw?: string | Buffer
  readonly signal?: AbortSignal
}

/** Everything an operation needs so that ids are found whatever their state. */
export const inFull: Readonly<
  Record<EntityName, { operation: string; idsIn: string; arrayOut: string; extra: JsonObject }>
> = {
  reservation: {
    operation: 'reservations/getAll/2023-06-06',
    idsIn: 'ReservationIds',
    arrayOut: 'Reservations',
    extra: { States: ['Inquired', 'Confirmed', 'Started', 'Processed', 'Canceled', 'Optional', 'Requested'] },
  },
  resource: {
    operation: 'resources/getAll',
    idsIn: 'ResourceIds',
    arrayOut: 'Resources',
    extra: { Extent: { Resources: true, Inactive: true } },
  },
  message: { operation: 'messages/getAll', idsIn: 'MessageThreadIds', arrayOut: 'Messages', extra: {} },
  'resource-block': {
    operation: 'resourceBlocks/getAll',
    idsIn: 'ResourceBlockIds',
    arrayOut: 'ResourceBlocks',
    extra: { ActivityStates: ['Active', 'Deleted'] },
  },
  customer: {
    operation: 'customers/getAll',
    idsIn: 'CustomerIds',
    arrayOut: 'Customers',
    extra: { Extent: { Customers: true }, ActivityStates: ['Active', 'Deleted'] },
  },
  payment: { operation: 'payments/getAll', idsIn: 'PaymentIds', arrayOut: 'Payments', extra: {} },
}

/** Opens a client of the simulator; the first credential of the directory calls unless another is named. */
export function openCaller(directory: () => SimulatorDirectory) {
  const agent = new Agent({ connections: 16, headersTimeout: 0, bodyTimeout: 0 })

  function tokensOf(name?: string): JsonObject {
    const { clientToken, credentials } = directory()
    const credential = name === undefined ? credentials[0] : credentials.find((one) => one.name === name)
    if (!credential) throw new Error(`no credential ${name}`)
    return { ClientToken: clientToken, AccessToken: credential.accessToken, Client: 'Test 1.0.0' }
  }

  async function call(operation: string, body: JsonObject, options: CallOptions = {}): Promise<Answer> {
    const { method = 'POST', headers = {}, raw, signal } = options
    const sent = raw ?? JSON.stringify({ ...tokensOf(options.credential), Limitation: { Count: 1000 }, ...body })
    const response = await request(`${directory().baseUrl}/api/connector/v1/${operation}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: method === 'GET' ? null : sent,
      dispatcher: agent,
      ...(signal ? { signal } : {}),
    })
    const text = await response.body.text()
    return { status: response.statusCode, headers: response.headers, text, body: toObject(text) }
  }

  return { call, tokensOf, close: () => agent.destroy() }
}

/** The objects of an array in a response. */
export function listOf(answer: Answer, name: string): JsonObject[] {
  const list: Json | undefined = answer.body[name]
  return Array.isArray(list) ? list.filter(isJsonObject) : []
}

/** The texts of one field of the objects in a response. */
export function idsOf(answer: Answer, name: string): string[] {
  return listOf(answer, name).map(({ Id }) => String(Id))
}

function toObject(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}
