import { type Static, Type } from '@sinclair/typebox'

/** A string given in place, by the name of an environment variable, or by the path of a file that holds it. */
const TextSourceSchema = Type.Union([
  Type.String({ minLength: 1 }),
  Type.Object({ env: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
  Type.Object({ file: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
])

const CredentialSchema = Type.Object(
  {
    name: TextSourceSchema,
    chain: Type.Optional(TextSourceSchema),
    chainIds: Type.Optional(Type.Array(TextSourceSchema)),
    accessToken: TextSourceSchema,
    enterpriseIds: Type.Array(TextSourceSchema),
    requestsPerWindow: Type.Optional(Type.Integer({ minimum: 20, maximum: 100_000 })),
    windowSeconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 86_400 })),
  },
  { additionalProperties: false },
)

/**
 * The operator's directory file: which access token serves which enterprise, and how fast it may be used.
 *
 * `requestsPerWindow` is at least 20 (a slower limit is a longer window), `windowSeconds` above 0.
 */
export const DirectoryFileSchema = Type.Object(
  {
    baseUrl: TextSourceSchema,
    client: Type.Optional(TextSourceSchema),
    clientToken: TextSourceSchema,
    credentials: Type.Array(CredentialSchema),
  },
  { additionalProperties: false },
)

/** The directory file as JSON, before its sources are read. */
export type DirectoryFile = Static<typeof DirectoryFileSchema>

/** A text in the directory file: the text itself, `{ env }` or `{ file }`. */
export type TextSource = Static<typeof TextSourceSchema>
