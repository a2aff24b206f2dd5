/**
 * Reads the message's thread from an event's Value, if Mews sent it: one page of its documentation says that it does,
 * another shows that it does not (mews-api, section 2.4).
 */
export function threadOf(value: string): string | undefined {
  const parsed = parse(value)
  if (typeof parsed !== 'object' || parsed === null) return undefined
  const fields = new Map<string, unknown>(Object.entries(parsed))
  const thread = fields.get('MessageThreadId') ?? fields.get('ThreadId')
  return typeof thread === 'string' && thread !== '' ? thread : undefined
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
