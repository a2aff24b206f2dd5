import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ConfigError, createCloser, readConfig, runMain } from '@bellhop/runtime'
import { createFlow } from './control/flow.ts'
import { openControl } from './control/open-control.ts'
import { ensureToken } from './ensure-token.ts'
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

/** Where webhooks go, token included; undefined where nobody wants them. */
async function toWebhookUrl(address: string | undefined, tokenFile: string | undefined): Promise<string | undefined> {
  if (address === undefined || tokenFile === undefined) return address
  const url = new URL(address)
  url.searchParams.set('Token', await ensureToken(tokenFile))
  return url.href
}

async function open(env: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const given = Object.entries(readFlags()).filter(([, value]) => value !== undefined)
  const config = readConfig(MainConfigSchema, { ...env, ...Object.fromEntries(given) })
  const webhookUrl = await toWebhookUrl(config.SIMULATOR_WEBHOOK_URL, config.SIMULATOR_TOKEN_FILE)
  const { keep, closeAll } = createCloser()
  const simulator = keep(
    await openSimulator({
      host: config.SIMULATOR_HOST,
      port: config.SIMULATOR_PORT,
      seed: config.SIMULATOR_SEED,
      chains: config.SIMULATOR_CHAINS,
      enterprisesPerChain: config.SIMULATOR_ENTERPRISES,
      entitiesPerEnterprise: config.SIMULATOR_ENTITIES,
      retryWaitMs: config.SIMULATOR_RETRY_WAIT_MS,
      limit: { requests: config.SIMULATOR_LIMIT_REQUESTS, windowMs: config.SIMULATOR_LIMIT_WINDOW_MS },
      ...(config.SIMULATOR_BASE_URL === undefined ? {} : { baseUrl: config.SIMULATOR_BASE_URL }),
      ...(config.SIMULATOR_TOKENS === undefined ? {} : { tokensPerChain: config.SIMULATOR_TOKENS }),
      ...(webhookUrl === undefined ? {} : { webhookUrl }),
    }),
  )
  process.stdout.write(`Connector API at ${simulator.baseUrl}\n`)

  if (config.SIMULATOR_DIRECTORY !== undefined) {
    const text = `${JSON.stringify(simulator.directory, null, 2)}\n`
    await writeFile(config.SIMULATOR_DIRECTORY, text, { mode: 0o600 })
    process.stdout.write(`directory file at ${config.SIMULATOR_DIRECTORY}\n`)
  }
  const flow = createFlow(simulator, config.SIMULATOR_MAX_EVENTS)
  if (config.SIMULATOR_CONTROL_PORT !== undefined) {
    keep(await openControl({ simulator, flow, host: config.SIMULATOR_HOST, port: config.SIMULATOR_CONTROL_PORT }))
  }
  if (webhookUrl !== undefined && config.SIMULATOR_RATE > 0) {
    const { origin, pathname } = new URL(webhookUrl)
    process.stdout.write(`${config.SIMULATOR_RATE} events a second to ${origin}${pathname}\n`)
    await flow.set(config.SIMULATOR_RATE)
  }
  return async () => {
    await closeAll()
    process.stdout.write(`${JSON.stringify(simulator.stats())}\n`)
  }
}

if (process.argv.includes('--help')) process.stdout.write(toHelp())
else await runMain('simulator', open)
