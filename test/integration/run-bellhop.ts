import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Bellhop } from '@bellhop/demo'

/** How a command ended, and what it answered. */
export type Answered = { readonly exitCode: number; readonly answer: unknown; readonly stderr: string }

/** Runs `bellhop … --json` as a process of its own, as an operator of this Bellhop would. */
export function runBellhop({ topics, workDir }: Bellhop, ...words: string[]): Promise<Answered> {
  const main = createRequire(import.meta.url).resolve('@bellhop/cli/main')
  const env = {
    PATH: process.env['PATH'],
    KAFKA_BROKERS: process.env['BELLHOP_TEST_BROKERS'],
    SCHEMA_REGISTRY_URL: process.env['BELLHOP_TEST_REGISTRY_URL'],
    TOPIC_PREFIX: topics.control.slice(0, -'.control'.length),
    TOPIC_PARTITIONS: '4',
    DIRECTORY_FILE: join(workDir, 'directory.json'),
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [main, ...words, '--json'], { env }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ exitCode, answer: stdout === '' ? undefined : JSON.parse(stdout), stderr })
    })
  })
}
