import {
  adminVariables,
  CommaList,
  kafkaVariables,
  logVariables,
  Port,
  readConfig,
  registryVariables,
  saslRule,
  topicVariables,
} from '@bellhop/runtime'
import { type Static, Type } from '@sinclair/typebox'

/** Every variable that the ingress reads. Unknown ones are left alone. */
export const IngressConfigSchema = Type.Object({
  WEBHOOK_TOKENS: CommaList(Type.String({ pattern: '^[A-Za-z0-9._~-]+$' }), {
    secret: true,
    description:
      "Tokens that Mews may send as the address's Token; several, so that one can be replaced without a gap.",
    expected:
      'a comma-separated list of tokens of letters, digits, dots, underscores, tildes and hyphens only, because an address changes other characters on the way',
  }),
  DIRECTORY_FILE: Type.String({
    minLength: 1,
    description: 'Path of the directory (JSON). The ingress reads enterprises, names and chains of it, never a secret.',
    expected: 'the path of a JSON file',
  }),
  ...kafkaVariables,
  ...registryVariables,
  ...topicVariables,
  HTTP_HOST: Type.String({ default: '0.0.0.0', description: 'Address on which webhooks are taken.' }),
  HTTP_PORT: Port({ default: 8080, description: 'Port on which webhooks are taken; 0 lets the system choose.' }),
  ...adminVariables(9464),
  ...logVariables,
})

/** The environment of the ingress, read. */
export type IngressConfig = Static<typeof IngressConfigSchema>

/**
 * Reads the environment of the ingress.
 *
 * @throws ConfigError with every problem at once.
 */
export function readIngressConfig(env: NodeJS.ProcessEnv): IngressConfig {
  return readConfig(IngressConfigSchema, env, [saslRule])
}
