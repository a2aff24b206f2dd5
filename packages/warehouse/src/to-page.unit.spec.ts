import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { warehouseTables } from './tables.ts'
import { toPage } from './to-page.ts'

describe('toPage', () => {
  it('is what stands in docs/tables.md; npm run generate -w packages/warehouse makes it so', async () => {
    const page = await readFile(new URL('../../../docs/tables.md', import.meta.url), 'utf8')

    expect(page).toBe(toPage(warehouseTables('mews')))
  })

  it('has every column of every table, and words for it', () => {
    const page = toPage(warehouseTables('mews'))

    for (const { name, schema } of warehouseTables('mews')) {
      expect(page).toContain(`## ${name}\n`)
      for (const field of schema.fields)
        expect(page).toMatch(new RegExp(`^\\| \`${field.name}\` \\| .+ \\| .{8,} \\|$`, 'm'))
    }
  })
})
