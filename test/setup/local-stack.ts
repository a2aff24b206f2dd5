import { openLocalStack } from '@bellhop/local'

/**
 * Starts one broker and one registry for all integration specs and ends them afterwards.
 *
 * Specs find them in BELLHOP_TEST_BROKERS and BELLHOP_TEST_REGISTRY_URL, and keep apart by names of their own for topics,
 * groups and subjects.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const { value, close } = await openLocalStack()
  process.env['BELLHOP_TEST_BROKERS'] = value.brokers
  process.env['BELLHOP_TEST_REGISTRY_URL'] = value.registryUrl
  return close
}
