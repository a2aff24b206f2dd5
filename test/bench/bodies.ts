/** The events of one run: how many bodies may be made, and what is in each. */
export type Bodies = {
  readonly run: number
  readonly eventsPerBody: number
  /** The bytes of the body with this number. */
  readonly make: (body: number) => Buffer
}

/** What an event is: one in a hundred does not fit the shape, one in a hundred has a discriminator that nobody knows. */
export type EventKind = 'good' | 'malformed' | 'unknown'

const discriminators = [
  'ServiceOrderUpdated',
  'ResourceUpdated',
  'MessageAdded',
  'ResourceBlockUpdated',
  'CustomerAdded',
  'CustomerUpdated',
  'PaymentUpdated',
] as const

/** Enterprises among which bodies are spread, so that every partition is written. */
const enterprises = 48

/** What makes an id ours, wherever in a record's bytes it stands: body, run and index in hexadecimal. */
const idPattern = /([0-9a-f]{8})-([0-9a-f]{4})-4be1-8b0b-([0-9a-f]{12})/

/** Makes webhook bodies as Mews posts them, each event with an id that no other event of any run has. Pure. */
export function createBodies(run: number, eventsPerBody: number): Bodies {
  const make = (body: number): Buffer => {
    const events: string[] = []
    for (let index = 0; index < eventsPerBody; index += 1) {
      events.push(toEvent(body * eventsPerBody + index, toId(run, body, index)))
    }
    const enterprise = hex(body % enterprises, 12)
    return Buffer.from(
      `{"EnterpriseId":"3fa85f64-5717-4562-b3fc-${enterprise}","IntegrationId":"c8bee838-7fb1-4f4e-8fac-ac87008b2f90","Events":[${events.join(',')}]}`,
    )
  }
  return { run, eventsPerBody, make }
}

/** What the nth event of a run is. Pure. */
export function kindOf(n: number): EventKind {
  if (n % 100 === 37) return 'malformed'
  return n % 100 === 73 ? 'unknown' : 'good'
}

/** The first of our ids in a record's bytes, or undefined. Pure. */
export function findId(
  bytes: Buffer,
): { readonly run: number; readonly body: number; readonly index: number } | undefined {
  const match = idPattern.exec(bytes.toString('latin1'))
  if (!match) return undefined
  const [, body = '', run = '', index = ''] = match
  return { run: Number.parseInt(run, 16), body: Number.parseInt(body, 16), index: Number.parseInt(index, 16) }
}

function toEvent(n: number, id: string): string {
  const kind = kindOf(n)
  if (kind === 'malformed') return `{"Discriminator":"ServiceOrderUpdated","Value":{"Ref":"${id}"}}`
  const discriminator = kind === 'unknown' ? 'SomethingNew' : discriminators[n % discriminators.length]
  return `{"Discriminator":"${discriminator}","Value":{"Id":"${id}"}}`
}

function toId(run: number, body: number, index: number): string {
  return `${hex(body, 8)}-${hex(run, 4)}-4be1-8b0b-${hex(index, 12)}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
