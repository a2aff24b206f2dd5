import { checkCompatibility, type Incompatibility } from './compatibility.ts'
import { AvroError } from './errors.ts'
import type { Registry } from './registry.ts'
import type { AvroSchema } from './schema.ts'

const LEVEL = 'FULL_TRANSITIVE'

/**
 * Registers a schema under a subject that only grows, and gives its id. The same again changes nothing.
 *
 * The schema is compared with every version there is by our own rules, which are stricter than the registry's, and
 * the subject is set to FULL_TRANSITIVE, so that the registry stops others too.
 *
 * @throws AvroError `schema.incompatible` with every field and rule that it would break. Nothing is registered then.
 * Other errors are those of `Registry.register`.
 */
export async function ensureSubject(
  registry: Pick<Registry, 'register' | 'versionsOf' | 'setCompatibility'>,
  subject: string,
  schema: AvroSchema,
): Promise<number> {
  const versions = await registry.versionsOf(subject)
  const broken = versions.flatMap(({ version, schema: older }) =>
    checkCompatibility(older, schema).map((found) => describe(version, found)),
  )
  if (broken.length > 0) throw toRefusal(subject, broken)

  // Set before the first version where the registry allows it (Apicurio does): two processes that start together with
  // different schemas then cannot both register theirs.
  const isSet = await trySetCompatibility(registry, subject)
  const id = await registry.register(subject, schema)
  if (!isSet) await registry.setCompatibility(subject, LEVEL)
  return id
}

async function trySetCompatibility(registry: Pick<Registry, 'setCompatibility'>, subject: string): Promise<boolean> {
  try {
    await registry.setCompatibility(subject, LEVEL)
    return true
  } catch (error) {
    if (error instanceof AvroError && error.code === 'registry.not-found') return false
    throw error
  }
}

function describe(version: number, { field, rule, detail }: Incompatibility): string {
  return `${field}: ${rule} since version ${version} (${detail})`
}

function toRefusal(subject: string, broken: readonly string[]): AvroError {
  const rules = broken.join('; ')
  const remedy = 'Keep every field as it was and add only fields with a default'
  return new AvroError('schema.incompatible', `The schema for ${subject} breaks its contract: ${rules}. ${remedy}`)
}
