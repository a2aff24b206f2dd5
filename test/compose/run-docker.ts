import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The repository's root, where docker-compose.yml is; this file runs from `dist/compose`, two folders further down. */
const root = fileURLToPath(new URL('../../../', import.meta.url))

/**
 * Runs docker with these arguments and gives what it wrote to standard output.
 *
 * It has a process group of its own, so that a Ctrl-C in the terminal reaches us and not it, and we can end in order.
 *
 * @param stopping - ends it when it aborts
 * @throws Error with the last lines of what it said when it ends with anything but 0.
 */
export function runDocker(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stopping?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('docker', args, {
      cwd: root,
      env: { ...process.env, ...env },
      detached: true,
      ...(stopping === undefined ? {} : { signal: stopping }),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let said = ''
    child.stdout.on('data', (text) => {
      output += text
      said += text
    })
    child.stderr.on('data', (text) => {
      said += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) return resolve(output)
      const last = said.trimEnd().split('\n').slice(-20).join('\n')
      reject(new Error(`docker ${args.join(' ')} ended with ${code}:\n${last}`))
    })
  })
}

/** Resolves where docker and its compose answer. @throws Error that says what is missing. */
export async function requireEngine(): Promise<void> {
  try {
    await runDocker(['version', '--format', '{{.Server.Version}}'])
    await runDocker(['compose', 'version'])
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`A Docker engine and docker compose are needed, and there is none here: nothing was proven. ${why}`)
  }
}
