import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkCompatibility } from '@bellhop/avro'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordField, RecordSchema } from '../src/record-schema.ts'
import { findProblems, readHistory, readSchemas, recordVersions } from './history.mjs'

const schemaOf = (...fields: RecordField[]): RecordSchema => ({
  type: 'record',
  name: 'Stay',
  namespace: 'bellhop',
  doc: 'A stay.',
  fields,
})
const id: RecordField = { name: 'id', type: 'string', doc: 'Id.' }
const note: RecordField = { name: 'note', type: ['null', 'string'], default: null, doc: 'Note.' }
const at: RecordField = {
  name: 'at',
  type: ['null', { type: 'long', logicalType: 'timestamp-millis' }],
  default: null,
  doc: 'Time.',
}
const read = (schema: RecordSchema) => ({ schema, text: JSON.stringify(schema) })

/** Problems of a record `stay` that was published as `older` (one schema a version) and is now `newer`. */
function compare(older: readonly RecordSchema[], newer: RecordSchema) {
  const stay = older.map((schema, index) => ({ version: index + 1, ...read(schema) }))
  return findProblems({ stay: read(newer) }, { stay }, checkCompatibility)
}

describe('the schemas in avro/', () => {
  const current = readSchemas(fileURLToPath(new URL('../avro', import.meta.url)))
  const history = readHistory(fileURLToPath(new URL('../history', import.meta.url)))

  it('break nothing that was ever published', () => {
    expect(findProblems(current, history, checkCompatibility).broken).toEqual([])
  })

  it('are recorded', () => {
    const { unrecorded } = findProblems(current, history, checkCompatibility)

    expect(unrecorded, 'run: npm run record-version -w schemas/records').toEqual([])
  })

  it('have histories without a gap', () => {
    for (const versions of Object.values(history)) {
      expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1))
    }
  })
})

describe('findProblems', () => {
  it('has nothing to say when nothing changed', () => {
    expect(compare([schemaOf(id, note)], schemaOf(id, note))).toEqual({ broken: [], unrecorded: [] })
  })

  it('lets a doc be reworded', () => {
    const reworded = schemaOf({ ...id, doc: 'Unique id.' }, note)

    expect(compare([schemaOf(id, note)], reworded)).toEqual({ broken: [], unrecorded: [] })
  })

  it('asks that a new nullable field be recorded', () => {
    expect(compare([schemaOf(id)], schemaOf(id, note))).toEqual({ broken: [], unrecorded: ['stay'] })
  })

  it('asks that a changed source be recorded', () => {
    expect(compare([schemaOf(id)], schemaOf({ ...id, mews: 'Id' })).unrecorded).toEqual(['stay'])
  })

  it('names record, version, field and rule of a removed field, though Avro would allow it', () => {
    const [problem, ...others] = compare([schemaOf(id, note)], schemaOf(id)).broken

    expect(others).toEqual([])
    expect(problem).toMatch(/^stay, against version 1: field note: rule field-removed: /)
  })

  it('compares with every version, not only the newest', () => {
    const [problem] = compare([schemaOf(id, note), schemaOf(id)], schemaOf(id)).broken

    expect(problem).toContain('against version 1: field note')
  })

  it.each<[string, RecordField]>([
    ['a required field turned nullable', { ...id, type: ['null', 'string'], default: null }],
    ['another type', { ...id, type: 'int' }],
    ['a type Avro could promote', { ...id, type: 'bytes' }],
    [
      'an annotation that warehouses read',
      { ...id, type: { type: 'string', 'connect.name': 'io.debezium.data.Json' } },
    ],
  ])('refuses %s', (_, changed) => {
    const { broken } = compare([schemaOf(id)], schemaOf(changed))

    expect(broken.join('\n')).toContain('stay, against version 1: field id: rule ')
  })

  it('refuses to drop a logical type', () => {
    const { broken } = compare([schemaOf(at)], schemaOf({ ...at, type: ['null', 'long'] }))

    expect(broken.join('\n')).toContain('field at: rule ')
  })

  it('refuses a new field that old records lack and that has no default', () => {
    const { broken } = compare([schemaOf(id)], schemaOf(id, { name: 'name', type: 'string', doc: 'Name.' }))

    expect(broken.join('\n')).toContain('field name: rule ')
  })

  it('refuses a record that is gone', () => {
    const { broken } = findProblems({}, { stay: [{ version: 1, ...read(schemaOf(id)) }] }, checkCompatibility)

    expect(broken).toEqual([expect.stringContaining('stay: rule record-removed')])
  })
})

describe('recordVersions', () => {
  let historyDir = ''
  beforeEach(() => {
    historyDir = mkdtempSync(join(tmpdir(), 'bellhop-history-'))
  })
  afterEach(() => rmSync(historyDir, { recursive: true, force: true }))

  it('adds the next version, after which the record counts as recorded', () => {
    for (const schema of [schemaOf(id), schemaOf(id, note)]) {
      const current = { stay: read(schema) }
      const before = readHistory(historyDir)
      const { unrecorded } = findProblems(current, before, checkCompatibility)

      recordVersions(unrecorded, current, before, historyDir)

      const after = readHistory(historyDir)
      expect(findProblems(current, after, checkCompatibility)).toEqual({ broken: [], unrecorded: [] })
    }
    expect(readHistory(historyDir)['stay']?.map(({ version, schema }) => [version, schema.fields.length])).toEqual([
      [1, 1],
      [2, 2],
    ])
  })
})
