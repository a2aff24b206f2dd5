import { readDirectory } from '@bellhop/mews'
import { createLogger, gatherProblems, readConfig, runMain, version } from '@bellhop/runtime'
import { enricherConfigSchema, enricherRules } from './config.ts'
import { openEnricher } from './service.ts'

await runMain('enricher', async (env, stopping) => {
  const config = await gatherProblems(
    () => readConfig(enricherConfigSchema, env, enricherRules),
    env['DIRECTORY_FILE'],
    (path) => readDirectory(path, env),
  )
  const log = createLogger({ service: 'enricher', level: config.LOG_LEVEL })
  log.info({ version }, 'starting')
  const onFatal = (error: unknown) => {
    log.fatal({ err: error }, 'the enricher ends; a restart goes on from what is committed')
    process.exit(1)
  }
  return openEnricher(config, { env, log, onFatal, stopping })
})
