import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ensureFolder, toCacheDir } from '@bellhop/local'

const run = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))

/** A record as Python's clients see it. */
export type ForeignRecord = {
  readonly topic: string
  readonly partition: number
  readonly key: string
  /** Null is a tombstone. */
  readonly value: Readonly<Record<string, unknown>> | null
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

/**
 * Makes a Python of our own with the packages, once, in the cache; anew where the one that is there cannot import them: it
 * lives on the system's Python, which may have been replaced since.
 */
async function ensurePython(): Promise<string> {
  const wanted = await readFile(join(here, 'requirements.txt'), 'utf8')
  const name = `python-${wanted.replaceAll(/[^a-z0-9.]+/gi, '-')}`.replace(/-+$/, '')
  const folder = await ensureFolder(toCacheDir(process.env, homedir()), name, fill)
  if (await canImport(folder)) return toPython(folder)
  await rm(folder, { recursive: true, force: true })
  return toPython(await ensureFolder(toCacheDir(process.env, homedir()), name, fill))
}

async function fill(folder: string): Promise<void> {
  await need(run('python3', ['--version']), 'python3 is missing: install Python 3 with its venv module')
  await need(run('python3', ['-m', 'venv', folder]), 'python3 has no venv: install it (on Debian, python3-venv)')
  const install = ['-m', 'pip', 'install', '--quiet', '-r', join(here, 'requirements.txt')]
  await need(run(toPython(folder), install), 'pip could not install test/foreign/requirements.txt')
}

function canImport(folder: string): Promise<boolean> {
  return run(toPython(folder), ['-c', 'import confluent_kafka, fastavro']).then(
    () => true,
    () => false,
  )
}

function toPython(folder: string): string {
  return join(folder, 'bin', 'python')
}

async function need(step: Promise<unknown>, sentence: string): Promise<void> {
  try {
    await step
  } catch (cause) {
    throw new Error(`Topics are read with Python in this spec, and ${sentence}.`, { cause })
  }
}
