import { runCli } from './run-cli.ts'

const stopping = new AbortController()
// Only the first of each kind: whoever asks twice wants an end at once, and Node gives it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort())
// `bellhop tail … | head`: the reader has had enough.
process.stdout.on('error', () => stopping.abort())

const exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  signal: stopping.signal,
  stdout: process.stdout,
  stderr: process.stderr,
})
// What is still opening when all was stopped ends with us; what was printed leaves first, also through a pipe.
process.stdout.write('', () => process.exit(exitCode))
