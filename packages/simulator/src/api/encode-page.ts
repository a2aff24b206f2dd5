import { bendEntity, isBent, type Shape } from '../faults/bend-entity.ts'
import { toState } from '../world/json.ts'
import type { Entry } from '../world/store.ts'
import type { Operation } from './operations/operation.ts'
import type { Page } from './select-page.ts'

/** How entities are written. */
export type Writing = {
  readonly shape: Shape
  /** Changes made after this are not seen yet. Milliseconds since 1970; infinite when all is seen. */
  readonly seenUntilMs: number
}

/** The body of an answer. */
export function encodePage(operation: Operation, { entries, cursor }: Page, writing: Writing): Buffer {
  const { shape } = writing
  const items = entries.map((entry) => write(entry, writing))
  const siblings = operation.siblings.map((name) => `,${JSON.stringify(name)}:null`).join('')
  const added = shape.unknownFields ? ',"IntroducedLater":{"Total":1}' : ''
  const head = `{${JSON.stringify(operation.arrayOut)}:[${items.join(',')}]`
  return Buffer.from(`${head}${siblings}${added},"Cursor":${JSON.stringify(cursor)}}`)
}

function write({ kind, id, json, before, changedAtMs }: Entry, { shape, seenUntilMs }: Writing): string {
  const seen = changedAtMs > seenUntilMs ? (before ?? json) : json
  return isBent(shape) ? JSON.stringify(bendEntity(kind, id, toState(seen), shape)) : seen
}
