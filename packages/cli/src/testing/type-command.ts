import { runCli } from '../run-cli.ts'

/** What a command said, and how it ended. */
export type Said = { readonly exitCode: number; readonly stdout: string; readonly stderr: string }

/** Runs `bellhop` in this process, with this environment only. */
export async function typeCommand(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal = new AbortController().signal,
): Promise<Said> {
  const said = { stdout: '', stderr: '' }
  const exitCode = await runCli(words, {
    env,
    signal,
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
  })
  return { exitCode, ...said }
}
