import { type LocalStack, type LocalStackOptions, openLocalStack } from '@bellhop/local'
import type { Opened } from '@bellhop/runtime'

/** Opens a broker and a registry that are ours to stop, whatever the environment names. */
export function openOwnStack(options: Pick<LocalStackOptions, 'log'> = {}): Promise<Opened<LocalStack>> {
  const env = { ...process.env, BELLHOP_KAFKA_BROKERS: '', BELLHOP_REGISTRY_URL: '' }
  return openLocalStack({ ...options, env })
}
