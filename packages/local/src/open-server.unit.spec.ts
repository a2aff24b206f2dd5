import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'

import { openServer, type Server } from './open-server.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

const quiet = { info: () => {}, error: () => {} }
const stays = 'console.log("up"); setInterval(() => {}, 1e6)'
const isUp = (logged: string) => logged.includes('up')

const inTemporary = (work: (server: (script: string) => Server) => Promise<void>) => () =>
  withTemporaryFolder('bellhop-test-', (cwd) =>
    work((script) => ({
      name: 'Server 1.0',
      hasStarted: isUp,
      isAnswering: async () => true,
      command: { program: process.execPath, args: ['-e', script], cwd, env: {}, logFile: join(cwd, 'log') },
    })),
  )

const isAlive = (pid: number | undefined) => {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

const killByPid = (pid: number | undefined) => {
  if (pid === undefined) throw new Error('It is not running')
  process.kill(pid, 'SIGKILL')
}

describe('openServer', () => {
  it(
    'gives the last lines of a server that ends before it answers',
    inTemporary(async (server) => {
      const opening = openServer(server('console.log("no room on disk"); process.exitCode = 1'), quiet)

      await expect(opening).rejects.toMatchObject({
        code: 'local-start-failed',
        message: expect.stringMatching(/^Server 1\.0 ended before it answered\. .*\nno room on disk$/s),
      })
    }),
  )

  it(
    'tells a taken port from other failures, so that others can be tried',
    inTemporary(async (server) => {
      const opening = openServer(server('console.log("java.net.BindException: Address already in use")'), quiet)

      await expect(opening).rejects.toMatchObject({ code: 'local-port-taken', retriable: true })
    }),
  )

  it(
    'stops waiting, and the server, when told that there is no more use',
    inTemporary(async (server) => {
      const aborter = new AbortController()
      let pid: number | undefined
      const silent = server('console.log(process.pid); setInterval(() => {}, 1e6)')
      const hasStarted = (logged: string) => {
        if (logged !== '') {
          pid = Number(logged)
          aborter.abort(new Error('the other one failed'))
        }
        return false
      }

      await expect(openServer({ ...silent, hasStarted }, quiet, aborter.signal)).rejects.toThrow('the other one failed')

      expect(isAlive(pid)).toBe(false)
    }),
  )

  it(
    'stops and starts again, and waits for the new answer and not the old one',
    inTemporary(async (server) => {
      const { value, close } = await openServer(server(stays), quiet)
      const first = value.pid()

      await value.stop()
      expect(value.pid()).toBeUndefined()
      expect(isAlive(first)).toBe(false)
      await value.start()

      expect(value.pid()).not.toBe(first)
      expect(isAlive(value.pid())).toBe(true)
      await close()
    }),
  )

  it(
    'is not running after it was killed, and can be started then',
    inTemporary(async (server) => {
      const { value, close } = await openServer(server(stays), quiet)

      await value.kill('SIGKILL')
      expect(value.pid()).toBeUndefined()
      await value.start()

      expect(isAlive(value.pid())).toBe(true)
      await close()
      expect(value.pid()).toBeUndefined()
    }),
  )

  it(
    'answers nobody once it was sent SIGSTOP, however late the system holds it',
    inTemporary(async (server) => {
      let asked = 0
      const answersTwiceMore = async () => ++asked <= 3
      const { value, close } = await openServer({ ...server(stays), isAnswering: answersTwiceMore }, quiet)

      await value.kill('SIGSTOP')

      expect(asked).toBe(4)
      await close()
    }),
  )

  it(
    'tells the log of an end that nobody asked for, and only of that',
    inTemporary(async (server) => {
      const told: string[] = []
      const log = { ...quiet, error: (text: string) => told.push(text) }
      const { value, close } = await openServer(server(stays), log)
      await value.stop()
      await value.start()
      expect(told).toEqual([])

      killByPid(value.pid())

      await vi.waitFor(
        () => expect(told).toEqual([expect.stringMatching(/^Server 1\.0 ended by itself \(SIGKILL\)/)]),
        {
          timeout: 30_000,
        },
      )
      await close()
    }),
  )
})
