import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ConfigError, readConfig, runMain } from '@bellhop/runtime'
import { flags, MainConfigSchema, toHelp } from './main-config.ts'
import { openSimulator } from './open-simulator.ts'

/** Reads the flags into variables of the same meaning; a flag goes before the variable. */
function readFlags(): NodeJS.ProcessEnv {
  const options = Object.fromEntries([...flags.keys(), 'help'].map((flag) => [flag, { type: 'string' as const }]))
  try {
    const { values } = parseArgs({ options, strict: true })
    return Object.fromEntries([...flags].map(([flag, { variable }]) => [variable, values[flag]]))
  } catch (error) {
    throw new ConfigError([`${error instanceof Error ? error.message : 'Unknown flags'} See --help.`])
  }
}

async function open(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const given = Object.entries(readFlags()).filter(([, value]) => value !== undefined)
  const config = readConfig(MainConfigSchema, { ...env, ...Object.fromEntries(given) })
  const webhookUrl = config.SIMULATOR_WEBHOOK_URL
  const { value: simulator, close } = await openSimulator({
    host: config.SIMULATOR_HOST,
    port: config.SIMULATOR_PORT,
    seed: config.SIMULATOR_SEED,
    chains: config.SIMULATOR_CHAINS,
    enterprisesPerChain: config.SIMULATOR_ENTERPRISES,
    entitiesPerEnterprise: config.SIMULATOR_ENTITIES,
    retryWaitMs: config.SIMULATOR_RETRY_WAIT_MS,
    limit: { requests: config.SIMULATOR_LIMIT_REQUESTS, windowMs: config.SIMULATOR_LIMIT_WINDOW_MS },
    ...(config.SIMULATOR_TOKENS === undefined ? {} : { tokensPerChain: config.SIMULATOR_TOKENS }),
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  })
  process.stdout.write(`Connector API at ${simulator.baseUrl}\n`)

  if (config.SIMULATOR_DIRECTORY !== undefined) {
    const text = `${JSON.stringify(simulator.directory, null, 2)}\n`
    await writeFile(config.SIMULATOR_DIRECTORY, text, { mode: 0o600 })
    process.stdout.write(`directory file at ${config.SIMULATOR_DIRECTORY}\n`)
  }
  if (webhookUrl !== undefined && config.SIMULATOR_RATE > 0) {
    const { origin, pathname } = new URL(webhookUrl)
    process.stdout.write(`${config.SIMULATOR_RATE} events a second to ${origin}${pathname}\n`)
    simulator.startTraffic({
      eventsPerSecond: config.SIMULATOR_RATE,
      maxEventsPerWebhook: config.SIMULATOR_MAX_EVENTS,
    })
  }
  return async () => {
    await close()
    process.stdout.write(`${JSON.stringify(simulator.stats())}\n`)
  }
}

if (process.argv.includes('--help')) process.stdout.write(toHelp())
else await runMain('simulator', open)
