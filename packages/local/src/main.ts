import { parseArgs } from 'node:util'

import { LocalError } from './errors.ts'
import { openLocalStack } from './open-local-stack.ts'

const help = `Runs a Kafka broker and a schema registry on this machine until Ctrl-C.

usage: node packages/local/dist/main.js [--data-dir <folder>] [--help]

  --data-dir <folder>  keep topics and schemas in this folder, and go on with what is in it;
                       without it everything is gone at the end

Where a Docker engine of this machine answers they are containers. Else Java 17 or newer is needed, and the first time
Maven; downloads are kept in XDG_CACHE_HOME or ~/.cache, under bellhop. BELLHOP_LOCAL_PROVIDER=docker or maven decides.
With BELLHOP_KAFKA_BROKERS and BELLHOP_REGISTRY_URL set nothing is started, and these are used.
`

async function main(): Promise<void> {
  const { values } = readArguments()
  if (values.help) {
    process.stdout.write(help)
    return
  }
  const dataDir = values['data-dir']
  const { value: stack, close } = await openLocalStack(dataDir === undefined ? {} : { dataDir })
  process.stdout.write(`export KAFKA_BROKERS=${stack.brokers}\nexport SCHEMA_REGISTRY_URL=${stack.registryUrl}\n`)
  if (stack.provider === 'external') return

  process.stderr.write('Running; Ctrl-C ends it\n')
  await signalled()
  process.stderr.write('Stopping\n')
  await close()
}

function readArguments() {
  try {
    return parseArgs({ options: { 'data-dir': { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
  } catch (error) {
    throw new LocalError('local-arguments', `${error instanceof Error ? error.message : error} (see --help)`)
  }
}

/** Until now a signal ends this process at once, and Java with it: there is nothing to close in order before. */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

main().catch((error: unknown) => {
  const text = error instanceof LocalError ? error.message : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
})
