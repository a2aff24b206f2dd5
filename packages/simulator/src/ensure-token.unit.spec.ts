import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureToken } from './ensure-token.ts'

describe('ensureToken', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellhop-test-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('makes one that others of the machine cannot read, and keeps it', async () => {
    const file = join(folder, 'token')

    const token = await ensureToken(file)

    expect(token).toMatch(/^[0-9a-f-]{36}$/)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await ensureToken(file)).toBe(token)
    expect(await readFile(file, 'utf8')).toBe(`${token}\n`)
  })

  it('takes the first of several', async () => {
    const file = join(folder, 'token')
    await writeFile(file, 'old-token, new-token\n')

    expect(await ensureToken(file)).toBe('old-token')
  })
})
