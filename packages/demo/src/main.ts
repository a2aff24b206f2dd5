import { Command, Option } from 'commander'
import { parseCount, parseDuration } from './parse-duration.ts'
import { type DemoOptions, runDemo } from './run-demo.ts'
import { createScreen } from './screen.ts'
import { toExitCode } from './to-exit-code.ts'

const program = new Command('npm start --')
  .description(
    'Runs all of Bellhop on this machine: a Kafka broker, a schema registry, a simulated Mews, both services.',
  )
  .option(
    '--for <duration>',
    'end after this time, with a summary; exit code 0 only if every promise held',
    parseDuration,
  )
  .option('--rate <events>', 'events a second that the simulated Mews makes', parseCount, 20)
  .option('--chains <count>', 'chains of the simulated Mews', parseCount, 3)
  .option('--enterprises <count>', 'enterprises of each chain', parseCount, 3)
  .addOption(
    new Option('--latency <duration>', 'time the simulated API takes to answer')
      .argParser(parseDuration)
      .default(80, '80ms'),
  )
  .option('--seed <number>', 'the same seed makes the same world', parseCount, 1)
  .addHelpText('after', '\nExamples:\n  npm start\n  npm start -- --for 60s\n  npm start -- --rate 500 --chains 5')
  .parse()

const {
  for: forMs,
  rate,
  chains,
  enterprises,
  latency,
  seed,
} = program.opts<{
  for?: number
  rate: number
  chains: number
  enterprises: number
  latency: number
  seed: number
}>()
const options: DemoOptions = {
  forMs,
  eventsPerSecond: rate,
  chains,
  enterprisesPerChain: enterprises,
  latencyMs: latency,
  seed,
}

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort())

try {
  const held = await runDemo(options, createScreen(process.stdout), stopping.signal)
  process.exitCode = toExitCode(held, forMs)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
// Whatever was still opening when all was stopped ends with us.
process.exit()
