import type { Answer } from '@bellhop/mews'
import type { Item } from './api.ts'
import type { MappedEntity } from './map-entity.ts'
import type { Misfit } from './map-fields.ts'

/**
 * A page on its way from one thread to the other: the entities' own fields stand in one block of bytes, which is handed
 * over and not copied.
 */
export type PackedPage = { readonly answer: Answer<PackedItem>; readonly bytes: Uint8Array<ArrayBuffer> }

type PackedItem = { readonly id: Item['id']; readonly entity: PackedEntity | Misfit | undefined }
type PackedEntity = Omit<MappedEntity, 'own'> & { readonly ownLength: number }

/** Packs a page. Pure. */
export function packPage(answer: Answer<Item>): PackedPage {
  if (answer.kind !== 'page') return { answer, bytes: new Uint8Array() }
  const owns: Buffer[] = []
  const items = answer.items.map(({ id, entity }) => {
    if (entity === undefined || 'misfit' in entity) return { id, entity }
    const { own, ...rest } = entity
    owns.push(own)
    return { id, entity: { ...rest, ownLength: own.length } }
  })
  // Not by Buffer.concat: what it takes from Node's pool cannot be handed over.
  const bytes = new Uint8Array(owns.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const own of owns) {
    bytes.set(own, at)
    at += own.length
  }
  return { answer: { ...answer, items }, bytes }
}

/** Unpacks a page: its entities share the block. Pure. */
export function unpackPage({ answer, bytes }: PackedPage): Answer<Item> {
  if (answer.kind !== 'page') return answer
  const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const items = answer.items.map(({ id, entity }) => {
    if (entity === undefined || 'misfit' in entity) return { id, entity }
    const { ownLength, ...rest } = entity
    const own = block.subarray(at, at + ownLength)
    at += ownLength
    return { id, entity: { ...rest, own } }
  })
  return { ...answer, items }
}
