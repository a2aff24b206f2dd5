import { execFile } from 'node:child_process'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))

/** A record as Python's clients see it. */
export type ForeignRecord = {
  readonly topic: string
  readonly partition: number
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

/**
 * Reads topics to their end with Python's confluent-kafka and fastavro.
 *
 * @throws Error naming what is missing when Python 3, its venv module or the packages cannot be had
 */
export async function readWithPython(
  brokers: string,
  registryUrl: string,
  topics: readonly string[],
): Promise<ForeignRecord[]> {
  const python = await ensurePython()
  const args = [join(here, 'read_topics.py'), brokers, registryUrl, ...topics]
  const { stdout } = await run(python, args, { maxBuffer: 256 * 1024 * 1024 })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): ForeignRecord => JSON.parse(line))
}

/** Makes a Python of our own with the packages, once, in the cache; a half-made one is never taken for a whole one. */
async function ensurePython(): Promise<string> {
  const wanted = await readFile(join(here, 'requirements.txt'), 'utf8')
  const name = `python-${wanted.replaceAll(/[^a-z0-9.]+/gi, '-')}`.replace(/-+$/, '')
  const root = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'bellhop')
  const folder = join(root, name)
  const python = join(folder, 'bin', 'python')
  const isThere = await run(python, ['-c', 'import confluent_kafka, fastavro']).then(
    () => true,
    () => false,
  )
  if (isThere) return python
  const partial = `${folder}.${process.pid}`
  await mkdir(root, { recursive: true })
  const install = ['-m', 'pip', 'install', '--quiet', '-r', join(here, 'requirements.txt')]
  try {
    await need(run('python3', ['--version']), 'python3 is missing: install Python 3 with its venv module')
    await need(run('python3', ['-m', 'venv', partial]), 'python3 has no venv: install it (on Debian, python3-venv)')
    await need(run(join(partial, 'bin', 'python'), install), 'pip could not install test/foreign/requirements.txt')
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
  await rm(folder, { recursive: true, force: true })
  await rename(partial, folder)
  return python
}

async function need(step: Promise<unknown>, sentence: string): Promise<void> {
  try {
    await step
  } catch (cause) {
    throw new Error(`Topics are read with Python in this spec, and ${sentence}.`, { cause })
  }
}
