import { availableParallelism } from 'node:os'
import {
  adminVariables,
  CommaList,
  type ConfigRule,
  connectionRules,
  kafkaVariables,
  logVariables,
  Port,
  readConfig,
  registryVariables,
  topicVariables,
  traceVariables,
} from '@bellhop/runtime'
import { type Static, Type } from '@sinclair/typebox'
import { MAX_TOKEN_LENGTH, TOKEN_PATTERN } from './authenticate.ts'

const webhookTokens = {
  WEBHOOK_TOKENS: CommaList(Type.String({ pattern: `^${TOKEN_PATTERN}$` }), {
    secret: true,
    description:
      "Tokens that Mews may send as the address's Token; several, so that one can be replaced without a gap. A file named by WEBHOOK_TOKENS_FILE is read again every 10 s.",
    expected: `a comma-separated list of tokens of at most ${MAX_TOKEN_LENGTH} letters, digits, dots, underscores, tildes and hyphens only, because an address changes other characters on the way`,
  }),
}

/** Every variable that the ingress reads. Unknown ones are left alone. */
export const IngressConfigSchema = Type.Object({
  ...webhookTokens,
  DIRECTORY_FILE: Type.String({
    minLength: 1,
    description: 'Path of the directory (JSON). The ingress reads enterprises, names and chains of it, never a secret.',
    expected: 'the path of a JSON file',
  }),
  INTEGRATION_IDS: Type.Optional(
    CommaList(Type.String({ pattern: '^[0-9A-Fa-f-]{36}$' }), {
      description:
        'Integrations whose webhooks are taken; those of others are kept in the dead letters of webhooks. All when absent.',
      expected: 'a comma-separated list of UUIDs',
    }),
  ),
  ...kafkaVariables,
  ...registryVariables,
  ...topicVariables,
  HTTP_HOST: Type.String({ default: '0.0.0.0', description: 'Address on which webhooks are taken.' }),
  HTTP_PORT: Port({ default: 8080, description: 'Port on which webhooks are taken; 0 lets the system choose.' }),
  TLS_CERT_FILE: Type.Optional(
    Type.String({ minLength: 1, description: 'Certificate (PEM) where no proxy in front ends TLS.' }),
  ),
  TLS_KEY_FILE: Type.Optional(Type.String({ minLength: 1, description: 'Its key (PEM).' })),
  INGRESS_WORKERS: Type.Integer({
    default: Math.max(1, availableParallelism() - 1),
    shownDefault: 'cores − 1, at least 1',
    minimum: 1,
    maximum: 256,
    description: 'Processes that take webhooks on the one port; all cores but one when absent.',
  }),
  SPOOL_DIR: Type.String({
    default: './spool',
    minLength: 1,
    description: 'Folder that keeps webhooks while the brokers are away; on a volume that survives the container.',
  }),
  SPOOL_MAX_BYTES: Type.Integer({
    default: 1024 ** 3,
    minimum: 1024 ** 2,
    description: 'Bytes that it may hold, shared among the workers; then webhooks are refused with 503.',
  }),
  ...adminVariables(9464),
  ...logVariables,
  ...traceVariables,
})

/** The environment of the ingress, read. */
export type IngressConfig = Static<typeof IngressConfigSchema>

/** A certificate is of no use without its key. */
const tlsRule: ConfigRule = ({ TLS_CERT_FILE: cert, TLS_KEY_FILE: key }) => {
  if ((cert === undefined) === (key === undefined)) return undefined
  return `${cert === undefined ? 'TLS_CERT_FILE' : 'TLS_KEY_FILE'} must be set too: TLS needs certificate and key.`
}

/**
 * Reads the environment of the ingress.
 *
 * @throws ConfigError with every problem at once.
 */
export function readIngressConfig(env: NodeJS.ProcessEnv): IngressConfig {
  return readConfig(IngressConfigSchema, env, [...connectionRules, tlsRule])
}

/**
 * Reads the valid tokens again.
 *
 * @throws ConfigError when they cannot be read or do not fit.
 */
export function readWebhookTokens(env: NodeJS.ProcessEnv): readonly string[] {
  return readConfig(Type.Object(webhookTokens), env).WEBHOOK_TOKENS
}
