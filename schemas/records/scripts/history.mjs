// The committed history of the schemas: history/<record>/<n>.avsc, 1 the first. The contract only grows.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const namesIn = (directory) => (existsSync(directory) ? readdirSync(directory).sort() : [])

const read = (path) => {
  const text = readFileSync(path, 'utf8')
  return { text, schema: JSON.parse(text) }
}

/** Schemas as they stand, by record. */
export function readSchemas(avroDir) {
  const files = namesIn(avroDir).filter((file) => file.endsWith('.avsc'))
  return Object.fromEntries(files.map((file) => [file.replace('.avsc', ''), read(join(avroDir, file))]))
}

/** Recorded versions by record, oldest first. */
export function readHistory(historyDir) {
  const versionsOf = (record) =>
    namesIn(join(historyDir, record))
      .filter((file) => /^\d+\.avsc$/.test(file))
      .map((file) => ({ version: Number.parseInt(file, 10), ...read(join(historyDir, record, file)) }))
      .sort((a, b) => a.version - b.version)
  return Object.fromEntries(namesIn(historyDir).map((record) => [record, versionsOf(record)]))
}

/** A doc may be reworded without a new version; everything else counts. */
const withoutDocs = (schema) => JSON.stringify(schema, (key, value) => (key === 'doc' ? undefined : value))

/**
 * Compares the schemas with every version in their history.
 *
 * `broken`: what may never be published, each with record, version, field and rule. `unrecorded`: records whose schema
 * is not the newest of their history (docs aside).
 */
export function findProblems(current, history, check) {
  const broken = Object.entries(history).flatMap(([record, versions]) => {
    const newer = current[record]?.schema
    if (!newer) return [`${record}: rule record-removed: avro/${record}.avsc is gone; put it back`]
    return versions.flatMap(({ version, schema }) =>
      check(schema, newer).map(
        ({ field, rule, detail }) => `${record}, against version ${version}: field ${field}: rule ${rule}: ${detail}`,
      ),
    )
  })
  const unrecorded = Object.entries(current).flatMap(([record, { schema }]) => {
    const newest = history[record]?.at(-1)
    return newest && withoutDocs(newest.schema) === withoutDocs(schema) ? [] : [record]
  })
  return { broken, unrecorded }
}

/** Writes the next version of each of these records into the history; returns the names of the files written. */
export function recordVersions(records, current, history, historyDir) {
  return records.map((record) => {
    const file = join(record, `${(history[record]?.at(-1)?.version ?? 0) + 1}.avsc`)
    mkdirSync(join(historyDir, record), { recursive: true })
    writeFileSync(join(historyDir, file), current[record].text, { flag: 'wx' })
    return file
  })
}
