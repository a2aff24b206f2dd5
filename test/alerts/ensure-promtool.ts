import { execFile } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensureFolder, toCacheDir } from '@bellhop/local'
import { say } from '../programs/say.ts'

const run = promisify(execFile)

/** Prometheus 3.5.0, as in docker-compose.yml; its Go module counts otherwise. */
const version = 'v0.305.0'
const program = 'github.com/prometheus/prometheus/cmd/promtool'

/**
 * Gives the path of a promtool: that on `PATH`, or one that is built with Go, once, in the cache.
 *
 * @throws Error that says what is missing
 */
export async function ensurePromtool(stopping: AbortSignal): Promise<string> {
  const isOnPath = await run('promtool', ['--version']).then(
    () => true,
    () => false,
  )
  if (isOnPath) return 'promtool'
  const folder = await ensureFolder(toCacheDir(process.env, homedir()), `promtool-${version}`, async (cwd) => {
    say(`no promtool on PATH: building that of Prometheus ${version} with Go, which takes minutes the first time`)
    // `go install` refuses a module that excludes versions of others, as Prometheus does.
    const steps = [
      ['mod', 'init', 'promtool'],
      ['get', '-tool', `${program}@${version}`],
      ['build', '-o', 'promtool', program],
    ]
    for (const step of steps) {
      await run('go', step, { cwd, signal: stopping, maxBuffer: 64 * 1024 * 1024 }).catch((cause: unknown) => {
        stopping.throwIfAborted()
        throw new Error(`The alert rules need promtool on PATH, or Go 1.24 to build it: go ${step.join(' ')} failed`, {
          cause,
        })
      })
    }
  })
  return join(folder, 'promtool')
}
