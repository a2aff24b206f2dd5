import { readDirectoryLanes } from '@bellhop/mews'
import { createLogger, gatherProblems, runMain } from '@bellhop/runtime'
import { readIngressConfig } from './config.ts'
import { openIngress } from './service.ts'

await runMain('ingress', async (env, stopping) => {
  const config = await gatherProblems(
    () => readIngressConfig(env),
    env['DIRECTORY_FILE'],
    (path) => readDirectoryLanes(path, env),
  )
  const log = createLogger({ service: 'ingress', level: config.LOG_LEVEL })
  const { close } = await openIngress({ config, env, log, stopping })
  return close
})
