import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'

const program = createRequire(import.meta.url).resolve('@bellhop/cli/main')

/** What the command said, and how it ended. */
export type Ended = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }

/** Starts the built `bellhop` as a process, with this environment only; `ended` resolves when it has. */
export function startBellhop(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (bytes) => (said.stdout += String(bytes)))
  child.stderr.on('data', (bytes) => (said.stderr += String(bytes)))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, ...said }))
  })
  return { child, ended }
}
