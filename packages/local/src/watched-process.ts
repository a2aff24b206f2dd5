import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { Writable } from 'node:stream'

/** What to run, and where its output goes. */
export type Command = {
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  /** Output is appended here. */
  readonly logFile: string
  /** A folder of ours that is of no use to anybody after this process and we are gone. */
  readonly removeOnLoss?: string | undefined
  /** The user, and the group of the same number, that it runs as; ours where this is absent. */
  readonly userId?: number | undefined
}

/** How a process ended; `code` is null when a signal ended it. */
export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly error?: Error }

/** A process that does not outlive ours. */
export type WatchedProcess = {
  readonly pid: number | undefined
  readonly ended: Promise<Ending>
  readonly hasEnded: () => boolean
  readonly kill: (signal: NodeJS.Signals) => void
  /** SIGTERM, then SIGKILL after `graceMs`; resolves once the process is gone. */
  readonly stop: (graceMs: number) => Promise<void>
}

/*
 * The shell leaves a watcher behind and becomes the program, so the program has the pid that we know. Descriptor 3 is a
 * pipe whose other end is only ours: a line on it means that the program has ended by itself, its end without a line
 * means that we are gone, however that came about.
 */
const script = `
folder=$1; shift
(
  if read -r _ <&3; then exit 0; fi
  kill -9 $$
  if [ -n "$folder" ]; then sleep 1; rm -rf -- "$folder"; fi
) >/dev/null 2>&1 &
exec 3<&-
exec "$@"
`

/**
 * Starts a program that is killed at once when our process is gone, by SIGKILL too.
 *
 * It has a process group of its own, so that a Ctrl-C in the terminal reaches us and not it, and we can close in order.
 */
export function startWatched(command: Command): WatchedProcess {
  const { program, args, cwd, env, logFile, removeOnLoss = '', userId } = command
  const output = openSync(logFile, 'a')
  let child: ChildProcess
  try {
    child = spawn('/bin/sh', ['-c', script, 'bellhop-watcher', removeOnLoss, program, ...args], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', output, output, 'pipe'],
      ...(userId === undefined ? {} : { uid: userId, gid: userId }),
    })
  } finally {
    closeSync(output)
  }
  const pipe = child.stdio[3]
  const watcher = pipe instanceof Writable ? pipe : undefined
  // The watcher may be gone first, when somebody ended the whole group.
  watcher?.on('error', () => {})

  let ending: Ending | undefined
  const ended = new Promise<Ending>((resolve) => {
    const settle = (how: Ending) => {
      ending ??= how
      watcher?.end('\n')
      resolve(ending)
    }
    child.once('exit', (code, signal) => settle({ code, signal }))
    child.once('error', (error) => settle({ code: null, signal: null, error }))
  })
  const kill = (signal: NodeJS.Signals) => {
    if (ending === undefined) child.kill(signal)
  }

  return {
    pid: child.pid,
    ended,
    hasEnded: () => ending !== undefined,
    kill,
    async stop(graceMs) {
      kill('SIGTERM')
      // A process that was stopped by SIGSTOP hears SIGTERM only when it goes on.
      kill('SIGCONT')
      const timer = setTimeout(() => kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}
