import type { WarehouseTable } from './tables.ts'
import { toColumn } from './to-column.ts'

const head = `# The tables

One row for each id, as the newest record of its topic says. Made from the schemas in \`schemas/records/avro\` by \`npm run generate -w packages/warehouse\`; the same words stand in the database as comments of tables and columns (\`\\d+ bellhop.payment\` in psql). How to read them: [analysts.md](analysts.md).
`

/** The documentation of the tables and their columns, as Markdown. */
export function toPage(tables: readonly WarehouseTable[]): string {
  return [head, ...tables.map(toSection)].join('\n')
}

function toSection({ name, topics, schema }: WarehouseTable): string {
  const rows = schema.fields.map(toColumn).map(({ name: column, type, isRequired, comment }) => {
    return `| \`${column}\` | ${type}${isRequired ? '' : ', null'} | ${toCell(comment)} |`
  })
  const from = topics.map((topic) => `\`${topic}\``).join(' and ')
  return [
    `## ${name}`,
    '',
    `${toCell(schema.doc)} From ${from}.`,
    '',
    '| column | type | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

/** Text in which Markdown sees neither a cell's end nor a tag. */
function toCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
