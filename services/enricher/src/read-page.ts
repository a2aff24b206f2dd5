import { type Answer, toPage } from '@bellhop/mews'
import { entities, schemas } from '@bellhop/records'
import type { Item } from './api.ts'
import { createMapEntity, type MapEntity } from './map-entity.ts'
import { toLookupId } from './to-lookup-id.ts'

/** Reads what stands on the page of a call with this `arrayOut`; an answer without a page stays as it is. */
export type ReadItems = (answer: Answer, arrayOut: string) => Answer<Item>

/** Makes the reader of what stands on all kinds of pages. Pure. */
export function createReadItems(): ReadItems {
  const maps = new Map<string, MapEntity>(
    Object.values(entities).map(({ entity, arrayOut }) => [arrayOut, createMapEntity(schemas[entity])]),
  )
  return (answer, arrayOut) => {
    if (answer.kind !== 'page') return answer
    const map = maps.get(arrayOut)
    // A thread is asked for by its id as Mews writes it.
    const toId = map === undefined ? (id: string) => id : toLookupId
    return { ...answer, items: answer.items.map((item) => ({ id: idOf(item, toId), entity: map?.(item) })) }
  }
}

/** Reads the body of a page. */
export type ReadPageHere = (body: Buffer, arrayOut: string) => Answer<Item>

/** Makes the reader of the bodies of all kinds of pages. Pure. */
export function createReadPage(): ReadPageHere {
  const readItems = createReadItems()
  return (body, arrayOut) => readItems(toPage(body, arrayOut), arrayOut)
}

function idOf(item: unknown, toId: (id: string) => string): string | undefined {
  const id = typeof item === 'object' && item !== null && 'Id' in item ? item.Id : undefined
  return typeof id === 'string' ? toId(id) : undefined
}
