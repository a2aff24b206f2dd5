import type { RecordSchema } from '@bellhop/records'
import { type Convert, toConvert } from './convert-value.ts'

/** A value that does not fit our schema: Mews's path and what was expected, never what was found. */
export type Misfit = { readonly misfit: string; readonly expected: string }

/** What is counted while mapping. */
export type Tally = { unmapped: number; rounded: number }

type Leaf = { readonly name: string; readonly path: string; readonly convert: Convert }
type Node = { readonly leaves: Map<string, Leaf>; readonly nodes: Map<string, Node>; readonly ignored: Set<string> }

/** What an entity has beyond our fields, in Mews's own shape and names. */
export type Rest = { readonly rest: Readonly<Record<string, unknown>> }

/**
 * Fills `fields` from an entity, null where it has nothing, and gives what it has beyond them: undefined where there is
 * nothing more, a misfit where a value does not fit.
 */
export type MapFields = (entity: unknown, fields: Record<string, unknown>, tally: Tally) => Rest | Misfit | undefined

/** Makes the walk over an entity from the `mews` paths of its schema's fields. */
export function createMapFields(schema: RecordSchema): MapFields {
  const root = newNode()
  const nulls: Record<string, null> = {}
  for (const { name, type, mews } of schema.fields) {
    if (mews === undefined) continue
    nulls[name] = null
    const { node, key } = descend(root, mews)
    node.leaves.set(key, { name, path: mews, convert: toConvert(type) })
  }
  for (const path of schema.mews_ignored ?? []) {
    const { node, key } = descend(root, path)
    node.ignored.add(key)
  }
  return (entity, fields, tally) => {
    Object.assign(fields, nulls)
    return walk(root, '', entity, fields, tally)
  }
}

function walk(
  { leaves, nodes, ignored }: Node,
  at: string,
  value: unknown,
  fields: Record<string, unknown>,
  tally: Tally,
): Rest | Misfit | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { misfit: at === '' ? '(entity)' : at, expected: 'an object' }
  }
  // Pairs, because a key may be `__proto__`, which cannot be assigned like another.
  const rest: Array<[string, unknown]> = []
  for (const [key, found] of Object.entries(value)) {
    const leaf = leaves.get(key)
    const node = leaf === undefined ? nodes.get(key) : undefined
    if (leaf !== undefined) {
      if (found === null) continue
      const converted = leaf.convert(found)
      if (converted === undefined) return { misfit: leaf.path, expected: leaf.convert.expected }
      fields[leaf.name] = converted.value
      if (converted.isRounded) tally.rounded += 1
    } else if (node !== undefined) {
      if (found === null) continue
      const inner = walk(node, at === '' ? key : `${at}.${key}`, found, fields, tally)
      if (inner === undefined) continue
      if ('misfit' in inner) return inner
      rest.push([key, inner.rest])
    } else if (!ignored.has(key)) {
      rest.push([key, found])
      tally.unmapped += 1
    }
  }
  return rest.length === 0 ? undefined : { rest: Object.fromEntries(rest) }
}

function descend(root: Node, path: string): { node: Node; key: string } {
  const names = path.split('.')
  const key = names.pop() ?? path
  let node = root
  for (const name of names) {
    const next = node.nodes.get(name) ?? newNode()
    node.nodes.set(name, next)
    node = next
  }
  return { node, key }
}

function newNode(): Node {
  return { leaves: new Map(), nodes: new Map(), ignored: new Set() }
}
