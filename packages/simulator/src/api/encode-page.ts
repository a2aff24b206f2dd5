import { bendEntity, isBent, type Shape } from '../faults/bend-entity.ts'
import type { JsonObject } from '../world/json.ts'
import type { Entry } from '../world/store.ts'
import type { TextCache, TextPlace } from '../world/text-cache.ts'
import type { Operation } from './operations/operation.ts'
import type { Page } from './select-page.ts'

const COMMA = 0x2c

/** How entities are written. */
export type Writing = {
  readonly cache: TextCache
  readonly shape: Shape
  /** Changes made after this are not seen yet. Milliseconds since 1970; infinite when all is seen. */
  readonly seenUntilMs: number
}

/**
 * The body of an answer.
 *
 * Each version of an entity is turned into bytes once and kept: a page of a thousand is then mostly copying.
 */
export function encodePage(operation: Operation, { entries, cursor }: Page, writing: Writing): Buffer {
  const head = Buffer.from(`{${JSON.stringify(operation.arrayOut)}:[`)
  const siblings = operation.siblings.map((name) => `,${JSON.stringify(name)}:null`).join('')
  const added = writing.shape.unknownFields ? ',"IntroducedLater":{"Total":1}' : ''
  const tail = Buffer.from(`]${siblings}${added},"Cursor":${JSON.stringify(cursor)}}`)

  const places = toPlaces(entries, writing)
  const commas = Math.max(0, places.length - 1)
  const length = places.reduce((sum, { start, end }) => sum + end - start, head.length + commas + tail.length)
  const body = Buffer.allocUnsafe(length)
  let offset = head.copy(body)
  places.forEach(({ slab, start, end }, index) => {
    if (index > 0) offset = body.writeUInt8(COMMA, offset)
    offset += slab.copy(body, offset, start, end)
  })
  tail.copy(body, offset)
  return body
}

/** Where each entity's text stands: in the cache, or for itself when it is shown otherwise than it is. */
function toPlaces(entries: readonly Entry[], { cache, shape, seenUntilMs }: Writing): TextPlace[] {
  const isPlain = !isBent(shape)
  const places = entries.map((entry) => {
    const isStale = entry.changedAtMs > seenUntilMs
    if (isPlain && !isStale) return toCachedPlace(entry, cache)
    const state = isStale ? (entry.before ?? entry.state) : entry.state
    return toOwnPlace(bendEntity(entry.kind, entry.id, state, shape))
  })
  // A full cache begins anew, perhaps in the middle of this page: what it forgot is then written once more.
  return places.map((place, index) => {
    const entry = entries[index]
    return entry && place === entry.text && !cache.isValid(place) ? toOwnPlace(entry.state) : place
  })
}

function toCachedPlace(entry: Entry, cache: TextCache): TextPlace {
  if (entry.text === null || !cache.isValid(entry.text)) entry.text = cache.write(JSON.stringify(entry.state))
  return entry.text
}

function toOwnPlace(state: JsonObject): TextPlace {
  const slab = Buffer.from(JSON.stringify(state))
  return { slab, start: 0, end: slab.length, round: -1 }
}
