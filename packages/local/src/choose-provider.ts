import { LocalError } from './errors.ts'

/** Which provider the environment asks for. */
export type Choice =
  /** Ours, by whichever way there is. */
  | { readonly provider: 'any' }
  | { readonly provider: 'maven' }
  | { readonly provider: 'docker' }
  | { readonly provider: 'external'; readonly brokers: string; readonly registryUrl: string }

/**
 * Reads BELLHOP_KAFKA_BROKERS and BELLHOP_REGISTRY_URL: both set means a stack that runs elsewhere, none means our own;
 * then BELLHOP_LOCAL_PROVIDER may say which, `docker` or `maven`.
 *
 * An empty value counts as absent. Throws `local-environment` when only one is set or one makes no sense.
 */
export function chooseProvider(env: NodeJS.ProcessEnv): Choice {
  const brokers = env['BELLHOP_KAFKA_BROKERS']?.trim() ?? ''
  const registryUrl = env['BELLHOP_REGISTRY_URL']?.trim() ?? ''
  if (brokers === '' && registryUrl === '') return { provider: readOwn(env['BELLHOP_LOCAL_PROVIDER']?.trim() ?? '') }

  if (brokers === '' || registryUrl === '') {
    const [set, missing] =
      brokers === ''
        ? ['BELLHOP_REGISTRY_URL', 'BELLHOP_KAFKA_BROKERS']
        : ['BELLHOP_KAFKA_BROKERS', 'BELLHOP_REGISTRY_URL']
    throw new LocalError('local-environment', `${set} is set but ${missing} is not: set both, or neither.`)
  }
  const list = brokers.split(',').map((broker) => broker.trim())
  if (!list.every((broker) => /^[^\s:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/.test(broker))) {
    throw new LocalError('local-environment', 'BELLHOP_KAFKA_BROKERS must be a comma list of host:port.')
  }
  if (!/^https?:$/.test(URL.canParse(registryUrl) ? new URL(registryUrl).protocol : '')) {
    throw new LocalError(
      'local-environment',
      'BELLHOP_REGISTRY_URL must be the http address of a Confluent-compatible schema registry.',
    )
  }
  return { provider: 'external', brokers: list.join(','), registryUrl: registryUrl.replace(/\/+$/, '') }
}

function readOwn(wanted: string): 'any' | 'maven' | 'docker' {
  if (wanted === '') return 'any'
  if (wanted === 'maven' || wanted === 'docker') return wanted
  throw new LocalError('local-environment', `BELLHOP_LOCAL_PROVIDER must be docker or maven, not '${wanted}'.`)
}
