import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

type Row = { readonly pid: number; readonly parent: number; readonly isZombie: boolean; readonly args: string }

async function listProcesses(): Promise<Row[]> {
  const { stdout } = await run('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], { maxBuffer: 64 * 1_048_576 })
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, stat = '', args = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), isZombie: stat.startsWith('Z'), args }]
  })
}

const alive = async (pids: readonly number[]) =>
  (await listProcesses()).filter((row) => pids.includes(row.pid) && !row.isZombie).map((row) => row.pid)

describe('main', () => {
  let child: ChildProcess
  let folder: string
  let output: string

  /** Runs it as a terminal does, as the head of a process group, until it has said where everything is. */
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bellhop-test-'))
    output = ''
    const own = { BELLHOP_KAFKA_BROKERS: '', BELLHOP_REGISTRY_URL: '', BELLHOP_LOCAL_PROVIDER: 'maven' }
    const env = { ...process.env, ...own, TMPDIR: folder }
    child = spawn(process.execPath, [main], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let errors = ''
    child.stderr?.on('data', (text) => {
      errors += text
    })
    child.stdout?.on('data', (text) => {
      output += text
    })
    await expect
      .poll(() => errors.includes('Running; Ctrl-C ends it') || child.exitCode, { timeout: 170_000 })
      .not.toBeOneOf([false, null])
    if (child.exitCode !== null) throw new Error(`${main} ended: ${errors}; run npm run build first if it is missing`)
  })
  afterEach(async () => {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 })
  })

  const childrenOf = async (pid: number | undefined) => (await listProcesses()).filter((row) => row.parent === pid)

  it('prints the two addresses as lines for a shell', () => {
    expect(output).toMatch(
      /^export KAFKA_BROKERS=127\.0\.0\.1:\d+\nexport SCHEMA_REGISTRY_URL=http:\/\/127\.0\.0\.1:\d+\/apis\/ccompat\/v7\n$/,
    )
  })

  it('leaves no Java and no data 5 s after a SIGKILL', async () => {
    const children = await childrenOf(child.pid)
    expect(children.map((row) => row.args)).toEqual([expect.stringContaining('java'), expect.stringContaining('java')])

    child.kill('SIGKILL')

    const pids = children.map((row) => row.pid)
    await expect.poll(() => alive(pids), { timeout: 5_000, interval: 200 }).toEqual([])
    await expect.poll(() => readdir(folder), { timeout: 60_000 }).toEqual([])
  })

  it('closes in order at a Ctrl-C, which the terminal sends to the whole group', async () => {
    const pids = (await childrenOf(child.pid)).map((row) => row.pid)
    const exited = new Promise((resolve) => child.once('exit', resolve))

    process.kill(-(child.pid ?? Number.NaN), 'SIGINT')

    expect(await exited).toBe(0)
    expect(await alive(pids)).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })
})
