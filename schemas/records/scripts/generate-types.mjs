// Writes src/generated from avro/*.avsc. Run: npm run generate -w schemas/records
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const avroDir = new URL('../avro/', import.meta.url)
const generatedDir = new URL('../src/generated/', import.meta.url)

const header = (source) => `// Generated from ${source} by scripts/generate-types.mjs. Do not edit.\n\n`

const scalars = {
  string: 'string',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  double: 'number',
  bytes: 'Buffer',
}
const logical = { 'timestamp-millis': 'number', date: 'string', decimal: 'string' }

function toTsType(type, where) {
  if (Array.isArray(type) && type.length === 2 && type[0] === 'null') return `${toTsType(type[1], where)} | null`
  if (type.type === 'array' && type.items === 'string') return 'readonly string[]'
  const ts = type.logicalType ? logical[type.logicalType] : scalars[type.type ?? type]
  if (ts) return ts
  throw new Error(`${where}: no TypeScript type for ${JSON.stringify(type)}; add it to scripts/generate-types.mjs`)
}

const toTsDoc = (text, indent) => `${indent}/** ${text.replaceAll('*/', '*\\/')} */\n`

/** In-process form of the types that plain TypeScript cannot tell apart. */
function toForm(type) {
  const value = Array.isArray(type) ? type[1] : type
  if (value.logicalType === 'timestamp-millis') return ' Epoch milliseconds.'
  if (value.logicalType === 'date') return ' YYYY-MM-DD.'
  if (value.logicalType === 'decimal') return ` Decimal text, at most ${value.scale} decimals.`
  return ''
}

function toModule(file, schema) {
  const fields = schema.fields.map(
    ({ name, type, doc }) =>
      `${toTsDoc(doc + toForm(type), '  ')}  readonly ${name}: ${toTsType(type, `${file}, field ${name}`)}\n`,
  )
  const constant = `${schema.name[0].toLowerCase()}${schema.name.slice(1)}Schema`
  return (
    `${header(`avro/${file}`)}import type { RecordSchema } from '../record-schema.ts'\n\n` +
    `${toTsDoc(schema.doc, '')}export type ${schema.name} = {\n${fields.join('')}}\n\n` +
    `/** Avro schema of {@link ${schema.name}}. */\n` +
    `export const ${constant}: RecordSchema = ${JSON.stringify(schema, null, 2)}\n`
  )
}

function toIndex(records) {
  const names = records.map(({ record, schema }) => {
    const constant = `${schema.name[0].toLowerCase()}${schema.name.slice(1)}Schema`
    return { record, type: schema.name, constant }
  })
  const line = (format) => names.map(format).join('')
  return (
    header('avro/*.avsc') +
    line((n) => `import { type ${n.type}, ${n.constant} } from './${n.record}.ts'\n`) +
    "import type { RecordSchema } from '../record-schema.ts'\n\n" +
    `export type { ${names.map((n) => n.type).join(', ')} }\n\n` +
    '/** In-process type of each record, by its name. */\nexport type RecordTypes = {\n' +
    line((n) => `  readonly '${n.record}': ${n.type}\n`) +
    '}\n\n/** Name of a record: that of its .avsc file. */\nexport type RecordName = keyof RecordTypes\n\n' +
    '/** Avro schema of each record, by its name. */\n' +
    'export const schemas: Readonly<Record<RecordName, RecordSchema>> = {\n' +
    line((n) => `  '${n.record}': ${n.constant},\n`) +
    '}\n'
  )
}

/** Reads avro/*.avsc and returns the text of every generated file, by file name. Writes nothing. */
export function generate() {
  const files = readdirSync(avroDir)
    .filter((file) => file.endsWith('.avsc'))
    .sort()
  const records = files.map((file) => ({
    file,
    record: file.replace('.avsc', ''),
    schema: JSON.parse(readFileSync(new URL(file, avroDir), 'utf8')),
  }))
  return {
    ...Object.fromEntries(records.map(({ file, record, schema }) => [`${record}.ts`, toModule(file, schema)])),
    'index.ts': toIndex(records),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(generatedDir, { recursive: true, force: true })
  mkdirSync(generatedDir, { recursive: true })
  for (const [file, text] of Object.entries(generate())) writeFileSync(new URL(file, generatedDir), text)
}
