import { Port } from '@bellhop/runtime'
import { type TSchema, Type } from '@sinclair/typebox'

/** What the process is told, by variables of these names or by flags: `SIMULATOR_WEBHOOK_URL` is `--webhook-url`. */
export const MainConfigSchema = Type.Object({
  SIMULATOR_HOST: Type.String({ default: '127.0.0.1', description: 'address to listen on' }),
  SIMULATOR_PORT: Port({ default: 8090, description: 'port to listen on; 0 lets the system choose' }),
  SIMULATOR_WEBHOOK_URL: Type.Optional(
    Type.String({ pattern: '^https?://', description: 'where webhooks go, token included', expected: 'a URL' }),
  ),
  SIMULATOR_TOKEN_FILE: Type.Optional(
    Type.String({ description: 'file of the token for that address; made where it is missing' }),
  ),
  SIMULATOR_RATE: Type.Number({ default: 10, minimum: 0, description: 'events a second; 0 for none' }),
  SIMULATOR_MAX_EVENTS: Type.Integer({ default: 200, minimum: 1, description: 'most events of one webhook' }),
  SIMULATOR_RETRY_WAIT_MS: Type.Integer({
    default: 5_000,
    minimum: 0,
    description: 'wait before a webhook is re-sent',
  }),
  SIMULATOR_SEED: Type.String({ default: '1', description: 'the same seed gives the same world' }),
  SIMULATOR_CHAINS: Type.Integer({ default: 2, minimum: 1, description: 'chains' }),
  SIMULATOR_ENTERPRISES: Type.Integer({ default: 3, minimum: 1, description: 'enterprises of each chain' }),
  SIMULATOR_TOKENS: Type.Optional(Type.Integer({ minimum: 1, description: 'access tokens of each chain (2, or 1)' })),
  SIMULATOR_ENTITIES: Type.Integer({
    default: 100,
    minimum: 0,
    description: 'entities of each type in each enterprise',
  }),
  SIMULATOR_LIMIT_REQUESTS: Type.Integer({ default: 200, minimum: 1, description: 'requests a token may make in' }),
  SIMULATOR_LIMIT_WINDOW_MS: Type.Integer({ default: 30_000, minimum: 1, description: 'so many milliseconds' }),
  SIMULATOR_BASE_URL: Type.Optional(
    Type.String({
      pattern: '^https?://',
      description: 'address of the API in the directory file, where others reach it by another name',
      expected: 'a URL',
    }),
  ),
  SIMULATOR_CONTROL_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65_535,
      description: 'port for GET /health, /stats, /truth, /accepted-events and PUT /traffic',
    }),
  ),
  SIMULATOR_DIRECTORY: Type.Optional(Type.String({ description: 'write the directory file here' })),
})

const PREFIX = 'SIMULATOR_'

/** The flag of a variable. */
function toFlag(variable: string): string {
  return variable.slice(PREFIX.length).toLowerCase().replaceAll('_', '-')
}

/** The variable of each flag, with its schema. */
export const flags: ReadonlyMap<string, { readonly variable: string; readonly schema: TSchema }> = new Map(
  Object.entries(MainConfigSchema.properties).map(([variable, schema]) => [toFlag(variable), { variable, schema }]),
)

/** What `--help` prints. */
export function toHelp(): string {
  const lines = [...flags].map(([flag, { variable, schema }]) => {
    const preset = schema['default'] === undefined ? '' : ` (${String(schema['default'])})`
    return `  --${flag.padEnd(18)} ${variable.padEnd(27)} ${schema.description ?? ''}${preset}`
  })
  return `A Mews to run Bellhop against: webhooks out, Connector API in. Ctrl-C stops it.\n\n${lines.join('\n')}\n`
}
