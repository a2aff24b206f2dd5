import { writeFile } from 'node:fs/promises'
import { warehouseTables } from './tables.ts'
import { toPage } from './to-page.ts'

await writeFile(new URL('../../../docs/tables.md', import.meta.url), toPage(warehouseTables('mews')))
