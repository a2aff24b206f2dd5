import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A process that appends to a spool until it is killed. */
export type AppendingProcess = {
  /** Numbers of the payloads that it told to be durable. */
  readonly durable: () => number[]
  /** Sends SIGKILL, and waits until all it said was read. */
  readonly kill: () => Promise<void>
}

/** Starts one; resolves when it told of the first durable payload. */
export async function openAppendingProcess(entry: string, dir: string, first: number): Promise<AppendingProcess> {
  const child = spawn(process.execPath, [entry, dir, String(first)], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  let out = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  await Promise.race([once(child.stdout, 'data'), ended])
  if (child.exitCode !== null) throw new Error(`The process ended by itself: ${errors}`)

  return {
    // The last line may be cut.
    durable: () => out.split('\n').slice(0, -1).map(Number),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
