import { AvroError, openRegistry, type Registry } from '@bellhop/avro'
import { BellhopError, redactText, type registryVariables, toRegistrySettings } from '@bellhop/runtime'
import type { Settings } from './read-settings.ts'

/** How long the registry may take for its first answer, in milliseconds. */
const patienceMs = 5_000
/** A record's schema that the registry does not know will not appear while one waits at the terminal. */
const unknownIdMs = 0

/**
 * Makes the client of the registry for a command, once it has answered.
 *
 * @param signal - ends every wait
 * @throws BellhopError `not-ready` within some seconds when it does not answer; AvroError where it refuses us
 */
export async function openReachableRegistry(
  config: Settings<typeof registryVariables>,
  signal: AbortSignal,
): Promise<Registry> {
  const settings = toRegistrySettings(config)
  let why = 'no answer'
  const log = {
    info: () => {},
    warn: (fields: object) => {
      if ('reason' in fields) why = String(fields.reason)
    },
  }
  const first = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
  try {
    await openRegistry({ ...settings, log, signal: first, attemptTimeoutMs: patienceMs }).versionsOf(
      'bellhop-is-it-there',
    )
  } catch (error) {
    if (!(error instanceof AvroError) || error.code !== 'registry.aborted' || signal.aborted) throw error
    const message = `The schema registry at ${redactText(settings.url)} cannot be reached: ${why}. Check SCHEMA_REGISTRY_URL, and that it runs.`
    throw new BellhopError({ code: 'not-ready', message, retriable: true })
  }
  return openRegistry({ ...settings, signal, unknownIdMs })
}
