import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'

import { withTemporaryFolder } from './temporary-folder.ts'
import { type Command, startWatched } from './watched-process.ts'

const inTemporary = (work: (command: (script: string) => Command) => Promise<void>) => () =>
  withTemporaryFolder('bellhop-test-', (cwd) =>
    work((script) => ({
      program: process.execPath,
      args: ['-e', script],
      cwd,
      env: {},
      logFile: join(cwd, 'log'),
    })),
  )

const logged = (command: Command, text: string) =>
  vi.waitFor(async () => expect(await readFile(command.logFile, 'utf8')).toContain(text), { timeout: 30_000 })

describe('startWatched', () => {
  it(
    'runs the program under the pid that it tells, and tells how it ended',
    inTemporary(async (run) => {
      const command = run('process.stdout.write("pid " + process.pid); process.exitCode = 7')

      const { pid, ended } = startWatched(command)

      expect(await ended).toEqual({ code: 7, signal: null })
      expect(await readFile(command.logFile, 'utf8')).toBe(`pid ${pid}`)
    }),
  )

  it(
    'tells that there is no such program',
    inTemporary(async (run) => {
      const { ended } = startWatched({ ...run(''), program: 'no-such-program-of-ours' })

      expect(await ended).toMatchObject({ code: 127 })
    }),
  )

  it(
    'stops a program that lets itself be stopped by SIGTERM',
    inTemporary(async (run) => {
      const command = run('setInterval(() => {}, 1e6); process.on("SIGTERM", () => process.exit(3)); console.log("up")')
      const started = startWatched(command)
      await logged(command, 'up')

      await started.stop(60_000)

      expect(started.hasEnded()).toBe(true)
      expect(await started.ended).toEqual({ code: 3, signal: null })
    }),
  )

  it(
    'kills a program that does not heed SIGTERM',
    inTemporary(async (run) => {
      const command = run('setInterval(() => {}, 1e6); process.on("SIGTERM", () => {}); console.log("up")')
      const started = startWatched(command)
      await logged(command, 'up')

      await started.stop(50)

      expect(await started.ended).toEqual({ code: null, signal: 'SIGKILL' })
    }),
  )

  it(
    'stops a program that SIGSTOP holds',
    inTemporary(async (run) => {
      const command = run('setInterval(() => {}, 1e6); console.log("up")')
      const started = startWatched(command)
      await logged(command, 'up')
      started.kill('SIGSTOP')

      await started.stop(60_000)

      expect(await started.ended).toEqual({ code: null, signal: 'SIGTERM' })
    }),
  )
})
