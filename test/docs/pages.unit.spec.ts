import { join } from 'node:path'
import { enricherConfigSchema } from '@bellhop/enricher'
import { IngressConfigSchema } from '@bellhop/ingress'
import { describe, expect, it } from 'vitest'
import { ownMetrics } from './known-metrics.ts'
import { pages } from './pages.ts'
import { root } from './root.ts'

describe('the pages that are made from the sources', () => {
  it.each([...pages])('%s is as `npm run docs` writes it', async (path, text) => {
    await expect(text).toMatchFileSnapshot(join(root, path))
  })

  it('tell of every metric once', () => {
    const page = pages.get('docs/metrics.md')
    for (const { name } of ownMetrics.flatMap(([, rows]) => rows)) {
      expect(page?.split(`| \`${name}\` |`), name).toHaveLength(2)
    }
  })

  it('tell of every variable, and what each is for', () => {
    const page = pages.get('docs/configuration.md')
    const properties = { ...IngressConfigSchema.properties, ...enricherConfigSchema.properties }
    for (const [name, { description }] of Object.entries(properties)) {
      expect(page, name).toContain(`| \`${name}\` |`)
      expect(description, name).toMatch(/\.$/)
    }
  })

  it('are the same on every machine', () => {
    const workers = pages.get('docs/configuration.md')?.match(/^\| `INGRESS_WORKERS` .+$/m)?.[0]

    expect(workers).toContain('| `cores − 1, at least 1` |')
  })
})
