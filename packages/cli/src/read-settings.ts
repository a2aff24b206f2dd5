import { connectionRules, readConfig } from '@bellhop/runtime'
import type { Static, TObject, TProperties } from '@sinclair/typebox'

/** What the environment says of some variables, given as one of the tables of `@bellhop/runtime`. */
export type Settings<V extends TProperties> = Static<TObject<V>>

/**
 * Reads of the environment what a command needs, by the same tables as the services.
 *
 * @throws ConfigError with every problem at once
 */
export function readSettings<T extends TObject>(needs: T, env: NodeJS.ProcessEnv): Static<T> {
  return readConfig(needs, env, connectionRules)
}
