import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { generate } from './generate-types.mjs'

const generatedDir = new URL('../src/generated/', import.meta.url)
const hint = 'is not what avro/*.avsc says; run: npm run generate -w schemas/records'

describe('src/generated', () => {
  const expected = generate()

  it('has a file for each record and no other', () => {
    expect(readdirSync(generatedDir).sort(), `src/generated ${hint}`).toEqual(Object.keys(expected).sort())
  })

  it.each(Object.entries(expected))('%s is up to date', (file, text) => {
    const isUpToDate = readFileSync(new URL(file, generatedDir), 'utf8') === text

    expect(isUpToDate, `src/generated/${file} ${hint}`).toBe(true)
  })
})
