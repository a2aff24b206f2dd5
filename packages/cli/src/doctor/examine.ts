import { DirectoryError, readDirectory } from '@bellhop/mews'
import { describeError, redactText } from '@bellhop/runtime'
import { askServices } from '../ask-services.ts'
import { type Check, fine, untold, wrong } from './check.ts'
import { checkClocks } from './check-clocks.ts'
import { checkTokens } from './check-tokens.ts'
import { toServiceCheck, toSpoolCheck } from './to-service-checks.ts'

/** Runs a check; where it fails, that is what it found. An error that says it in sentences says what to do too. */
export async function examine(part: string, look: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await look()
  } catch (error) {
    const text = redactText(describeError(error))
    return [wrong(part, text, text.endsWith('.') ? '' : 'mend what it names')]
  }
}

/** Looks at the directory, at each of its tokens, and at the clocks of registry and API. */
export async function examineDirectory(
  path: string,
  registryUrl: string,
  env: NodeJS.ProcessEnv,
  timesFile: string | undefined,
  progress: (text: string) => void,
  stopping: AbortSignal,
): Promise<readonly Check[]> {
  try {
    const directory = await readDirectory(path, env)
    const { credentials } = directory
    const enterprises = credentials.reduce((sum, { enterpriseIds }) => sum + enterpriseIds.length, 0)
    const addresses = [
      ['the registry', registryUrl],
      ['Mews', directory.baseUrl],
    ] as const
    return [
      fine('directory', `${credentials.length} credentials for ${enterprises} enterprises`),
      ...(timesFile === undefined
        ? [untold('tokens', 'not tried')]
        : await examine('tokens', () => checkTokens(directory, timesFile, progress, stopping))),
      ...(await checkClocks(addresses, stopping)),
    ]
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error
    return [
      wrong('directory', redactText(describeError(error)), 'mend the file; the services go on with the last good one'),
      untold('tokens', 'not known without a directory'),
      ...(await checkClocks([['the registry', registryUrl]], stopping)),
    ]
  }
}

/** Looks at both services, and at the spool. */
export async function examineServices(
  ingressAdmin: readonly string[],
  enricherAdmin: readonly string[],
  stopping: AbortSignal,
): Promise<readonly Check[]> {
  const { ingress, enricher } = await askServices(ingressAdmin, enricherAdmin, stopping)
  return [
    ...ingress.map((answer) => toServiceCheck('ingress', answer)),
    toSpoolCheck(ingress),
    ...enricher.map((answer) => toServiceCheck('enricher', answer)),
  ]
}
