import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readWithPython } from './run-python.ts'

describe('a machine without what reads topics', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellhop-python-'))
    vi.stubEnv('XDG_CACHE_HOME', folder)
    vi.stubEnv('PATH', folder)
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
  })

  it('is told that python3 is missing', async () => {
    await expect(readWithPython('', '', [])).rejects.toThrow(/and python3 is missing: install Python 3/)
  })

  it('is told that venv is missing', async () => {
    await writeFile(join(folder, 'python3'), '#!/bin/sh\ntest "$1" = --version\n', { mode: 0o755 })

    await expect(readWithPython('', '', [])).rejects.toThrow(/and python3 has no venv: install it/)
  })
})
