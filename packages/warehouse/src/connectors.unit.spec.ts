import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { warehouseTables } from './tables.ts'

const folder = new URL('../../../warehouse/connectors/', import.meta.url)
const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
const topics = warehouseTables('mews').flatMap((table) => table.topics)

describe('the configuration files of other warehouses', () => {
  it.each(files)('%s reads all tables’ topics, committed records only, and holds no secret', async (file) => {
    const config: Record<string, string> = JSON.parse(await readFile(new URL(file, folder), 'utf8'))

    expect(config['topics']?.split(',')).toEqual(topics)
    expect(config['consumer.override.isolation.level']).toBe('read_committed')
    expect(config['errors.tolerance']).toBe('none')
    for (const [name, value] of Object.entries(config)) {
      if (/password|secret|private\.key|credential/.test(name))
        expect(value).toMatch(/^\$\{dir:\/run\/secrets:[\w-]+\}$/)
    }
  })

  it('are four, and the page tells of each', async () => {
    const page = await readFile(new URL('README.md', folder), 'utf8')

    expect(files.sort()).toEqual(['bigquery.json', 'iceberg.json', 's3-parquet.json', 'snowflake.json'])
    for (const file of files) expect(page).toContain(`\`${file}\``)
  })
})
