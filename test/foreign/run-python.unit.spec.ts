import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
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

describe('a Python that is kept in the cache', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellhop-python-'))
    vi.stubEnv('XDG_CACHE_HOME', folder)
    vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`)
    await writeFile(join(folder, 'python3'), venvOf(folder), { mode: 0o755 })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
  })

  const made = async () => (await readFile(join(folder, 'made'), 'utf8')).split('\n').length - 1
  const pythonOf = async () => {
    const [name = ''] = await readdir(join(folder, 'bellhop'))
    return join(folder, 'bellhop', name, 'bin', 'python')
  }

  it('is made once', async () => {
    await readWithPython('', '', [])
    await readWithPython('', '', [])

    expect(await made()).toBe(1)
  })

  it('is made anew where it can no longer import the packages', async () => {
    await readWithPython('', '', [])
    await writeFile(await pythonOf(), '#!/bin/sh\necho "No module named fastavro" >&2\nexit 1\n')

    await expect(readWithPython('', '', [])).resolves.toEqual([])

    expect(await made()).toBe(2)
  })

  it('is made anew where the Python that it was made with is gone', async () => {
    await readWithPython('', '', [])
    await rm(await pythonOf())

    await expect(readWithPython('', '', [])).resolves.toEqual([])

    expect(await made()).toBe(2)
  })
})

/** A python3 that makes folders with a python that can do everything and prints nothing; it writes down each of them. */
function venvOf(folder: string): string {
  return `#!/bin/sh
test "$2" = venv || exit 0
echo made >> ${folder}/made
mkdir -p "$3/bin"
printf '#!/bin/sh\n' > "$3/bin/python"
chmod 755 "$3/bin/python"
`
}
