import { endOfValue, skipSpace } from './json-text.ts'
import type { ParsedEvent, ParsedWebhook } from './parse-webhook.ts'

const space = String.raw`[ \t\n\r]*`
const spaced = (...parts: readonly string[]) => new RegExp(parts.join(space), 'y')
/** No escape, quote or control character is among these, so the text between the quotes is the value. */
const name = '"([0-9A-Za-z_-]{1,200})"'

const head = spaced(
  '',
  String.raw`\{`,
  '"EnterpriseId"',
  ':',
  name,
  ',',
  '"IntegrationId"',
  ':',
  name,
  ',',
  '"Events"',
  ':',
  String.raw`\[`,
)
const event = spaced(
  '',
  String.raw`\{`,
  '"Discriminator"',
  ':',
  name,
  ',',
  '"Value"',
  ':',
  String.raw`(\{`,
  '"Id"',
  ':',
  name,
  String.raw`\})`,
  String.raw`\}`,
)
const comma = spaced('', ',')
const tail = spaced('', String.raw`\]`, String.raw`\}`, '$')

/**
 * Reads a webhook written the way Mews writes it: these members in this order, and nothing else. Gives undefined for
 * everything that is not so, which only means that it has to be parsed. An event that is not so is parsed by itself. Pure.
 *
 * To find places in the text and to parse it as well costs several times as much.
 */
export function readPlainWebhook(text: string): Extract<ParsedWebhook, { kind: 'events' }> | undefined {
  head.lastIndex = 0
  const [, enterpriseId, integrationId] = head.exec(text) ?? []
  if (enterpriseId === undefined || integrationId === undefined) return undefined
  const events: ParsedEvent[] = []
  let at = head.lastIndex
  for (;;) {
    event.lastIndex = at
    const [, discriminator, value, entityId] = event.exec(text) ?? []
    if (discriminator !== undefined && value !== undefined && entityId !== undefined) {
      events.push({ discriminator, value, entityId })
      at = event.lastIndex
    } else {
      const start = skipSpace(text, at)
      const end = endOfValue(text, start)
      const own = text.slice(start, end)
      const parsed = parseOwn(own)
      if (parsed === undefined) return undefined
      events.push({ event: parsed.value, text: own })
      at = end
    }
    comma.lastIndex = at
    if (!comma.test(text)) break
    at = comma.lastIndex
  }
  tail.lastIndex = at
  return tail.test(text) ? { kind: 'events', enterpriseId, integrationId, events } : undefined
}

function parseOwn(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
