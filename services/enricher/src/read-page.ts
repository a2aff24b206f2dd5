import { type Answer, toPage } from '@bellhop/mews'
import { entities, schemas } from '@bellhop/records'
import type { Item } from './api.ts'
import { createMapEntity, type MapEntity } from './map-entity.ts'
import { toLookupId } from './to-lookup-id.ts'

/** Reads what stands on a page of the call with this `arrayOut`. */
export type ReadItems = (items: readonly unknown[], arrayOut: string) => Item[]

/** Makes the reader of all kinds of pages. Pure. */
export function createReadItems(): ReadItems {
  const maps = new Map<string, MapEntity>(
    Object.values(entities).map(({ entity, arrayOut }) => [arrayOut, createMapEntity(schemas[entity])]),
  )
  return (items, arrayOut) => {
    const map = maps.get(arrayOut)
    // A thread is asked for by its id as Mews writes it.
    const toId = map === undefined ? (id: string) => id : toLookupId
    return items.map((item) => ({ id: idOf(item, toId), entity: map?.(item) }))
  }
}

/** Reads the body of a page. */
export type ReadPageHere = (body: Buffer, arrayOut: string) => Answer<Item>

/** Makes the reader of the bodies of all kinds of pages. Pure. */
export function createReadPage(): ReadPageHere {
  const readItems = createReadItems()
  return (body, arrayOut) => {
    const answer = toPage(body, arrayOut)
    return answer.kind === 'page' ? { ...answer, items: readItems(answer.items, arrayOut) } : answer
  }
}

function idOf(item: unknown, toId: (id: string) => string): string | undefined {
  const id = typeof item === 'object' && item !== null && 'Id' in item ? item.Id : undefined
  return typeof id === 'string' ? toId(id) : undefined
}
