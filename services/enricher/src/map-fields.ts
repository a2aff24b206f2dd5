import type { RecordSchema } from '@bellhop/records'
import { type Convert, type Tally, toConvert } from './convert-value.ts'

/** A value that does not fit our schema: Mews's path and what was expected, never what was found. */
export type Misfit = { readonly misfit: string; readonly expected: string }

type Leaf = { readonly place: number; readonly path: string; readonly convert: Convert }
type Node = { readonly leaves: Map<string, Leaf>; readonly nodes: Map<string, Node>; readonly ignored: Set<string> }

/** What an entity has beyond our fields, in Mews's own shape and names. */
export type Rest = { readonly rest: Readonly<Record<string, unknown>> }

/** An entity by our schema. */
export type Mapped = {
  /** The values of the fields that have a path, in the schema's order; null where the entity has nothing. */
  readonly values: readonly unknown[]
  /** What the entity has beyond them; undefined where that is nothing. */
  readonly beyond: Rest | undefined
}

/** Takes an entity's fields from it; a misfit where a value does not fit. */
export type MapFields = (entity: unknown, tally: Tally) => Mapped | Misfit

/** Makes the walk over an entity from the `mews` paths of its schema's fields. */
export function createMapFields(schema: RecordSchema): MapFields {
  const root = newNode()
  const mapped = schema.fields.flatMap(({ type, mews }) => (mews === undefined ? [] : [{ type, path: mews }]))
  for (const [place, { type, path }] of mapped.entries()) {
    const { node, key } = descend(root, path)
    node.leaves.set(key, { place, path, convert: toConvert(type) })
  }
  for (const path of schema.mews_ignored ?? []) {
    const { node, key } = descend(root, path)
    node.ignored.add(key)
  }
  return (entity, tally) => {
    const values: unknown[] = mapped.map(() => null)
    const beyond = walk(root, '', entity, values, tally)
    return beyond !== undefined && 'misfit' in beyond ? beyond : { values, beyond }
  }
}

function walk(
  { leaves, nodes, ignored }: Node,
  at: string,
  value: unknown,
  values: unknown[],
  tally: Tally,
): Rest | Misfit | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { misfit: at === '' ? '(entity)' : at, expected: 'an object' }
  }
  // Pairs, because a key may be `__proto__`, which cannot be assigned like another.
  let rest: Array<[string, unknown]> | undefined
  const found = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(found)) {
    const leaf = leaves.get(key)
    const node = leaf === undefined ? nodes.get(key) : undefined
    if (leaf !== undefined) {
      const given = found[key]
      if (given === null) continue
      const converted = leaf.convert(given, tally)
      if (converted === undefined) return { misfit: leaf.path, expected: leaf.convert.expected }
      values[leaf.place] = converted
    } else if (node !== undefined) {
      const given = found[key]
      if (given === null) continue
      const inner = walk(node, at === '' ? key : `${at}.${key}`, given, values, tally)
      if (inner === undefined) continue
      if ('misfit' in inner) return inner
      rest ??= []
      rest.push([key, inner.rest])
    } else if (!ignored.has(key)) {
      rest ??= []
      rest.push([key, found[key]])
      tally.unmapped += 1
    }
  }
  return rest === undefined ? undefined : { rest: Object.fromEntries(rest) }
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
