/**
 * Why no usable answer came: the request may or may not have reached Mews. `aborted`: who asked wanted none any more;
 * `breaker`: nothing is sent to its host for now; `late`: we were too busy to send it in time, and it was not sent.
 */
export type Unreachable =
  | 'aborted'
  | 'late'
  | 'timeout'
  | 'connection'
  | 'truncated'
  | 'not-json'
  | 'too-large'
  | 'breaker'

/** What became of one call to the Connector API; a value, so that no outcome hides in a `catch`. */
export type Answer<Item = unknown> =
  | { readonly kind: 'page'; readonly items: readonly Item[]; readonly cursor: string | undefined }
  | { readonly kind: 'refused'; readonly status: number; readonly restMs: number | undefined; readonly message: string }
  | { readonly kind: 'unreachable'; readonly cause: Unreachable }

/** The page of a 204: none of what was asked for is there. */
export const emptyPage: Answer<never> = { kind: 'page', items: [], cursor: undefined }

/**
 * Reads the body of a 2xx as a page of entities. Nothing at all is not a page: something on the way lost it.
 *
 * @param arrayOut - the field that holds the entities; null or absent counts as empty (mews-api: `Resources` is nullable)
 */
export function toPage(body: Buffer, arrayOut: string): Answer {
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString('utf8'))
  } catch {
    return { kind: 'unreachable', cause: 'not-json' }
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return { kind: 'unreachable', cause: 'not-json' }
  }
  const fields = new Map<string, unknown>(Object.entries(parsed))
  const items = fields.get(arrayOut) ?? []
  if (!Array.isArray(items)) return { kind: 'unreachable', cause: 'not-json' }
  const cursor = fields.get('Cursor')
  return { kind: 'page', items, cursor: typeof cursor === 'string' ? cursor : undefined }
}

/** Reads Mews's error text, shortened; empty where the body is not Mews's (an edge proxy's page). */
export function toMessage(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed !== 'object' || parsed === null || !('Message' in parsed)) return ''
    return typeof parsed.Message === 'string' ? parsed.Message.slice(0, 200) : ''
  } catch {
    return ''
  }
}
