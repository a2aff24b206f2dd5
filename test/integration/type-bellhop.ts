import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import type { Bellhop } from '@bellhop/demo'

/** What a command said, and how it ended. */
export type Said = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }

/** How a command ended, and what it answered under `--json`. */
export type Answered = { readonly exitCode: number | null; readonly answer: unknown; readonly stderr: string }

const main = createRequire(import.meta.url).resolve('@bellhop/cli/main')

/** The environment of an operator of this Bellhop. */
export function toOperatorEnv({ topics, groupId, workDir }: Bellhop): Record<string, string> {
  return {
    KAFKA_BROKERS: process.env['BELLHOP_TEST_BROKERS'] ?? '',
    SCHEMA_REGISTRY_URL: process.env['BELLHOP_TEST_REGISTRY_URL'] ?? '',
    TOPIC_PREFIX: topics.control.slice(0, -'.control'.length),
    TOPIC_PARTITIONS: '4',
    GROUP_ID: groupId,
    DIRECTORY_FILE: `${workDir}/directory.json`,
  }
}

/** Starts `bellhop` as an operator would; it ends by itself, or by a signal. */
export function startBellhop(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly ended: Promise<Said> } {
  const child = spawn(process.execPath, [main, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([exitCode, stdout, stderr]) => ({
    exitCode,
    stdout,
    stderr,
  }))
  return { child, ended }
}

/** Types a command and waits for its end. */
export function typeBellhop(words: readonly string[], env: Readonly<Record<string, string>>): Promise<Said> {
  return startBellhop(words, env).ended
}

/** Types a command with `--json` and waits for its answer. */
export async function askBellhop(words: readonly string[], env: Readonly<Record<string, string>>): Promise<Answered> {
  const { exitCode, stdout, stderr } = await typeBellhop([...words, '--json'], env)
  return { exitCode, answer: stdout === '' ? undefined : JSON.parse(stdout), stderr }
}
