import { checkCompatibility, type Registry } from '@bellhop/avro'
import { schemas, type TopicSpec } from '@bellhop/records'
import { type Check, fine, wrong } from './check.ts'

const wantedLevel = 'FULL_TRANSITIVE'

/**
 * Looks whether the schemas that the services write are in the registry, fit every version there is, and are kept so.
 * Several subjects with one fault are told in one line.
 */
export async function checkRegistry(registry: Registry, specs: readonly TopicSpec[]): Promise<readonly Check[]> {
  const [missing, loose, broken]: string[][] = [[], [], []]
  for (const { topic, recordName } of specs) {
    const subject = `${topic}-value`
    const versions = await registry.versionsOf(subject)
    if (versions.length === 0) missing?.push(subject)
    if (versions.some(({ schema }) => checkCompatibility(schema, schemas[recordName]).length > 0)) broken?.push(subject)
    if (versions.length > 0 && (await registry.compatibilityOf(subject)) !== wantedLevel) loose?.push(subject)
  }
  const checks = [
    tell(missing ?? [], 'are not registered', 'start the enricher, which registers them'),
    tell(loose ?? [], `are not ${wantedLevel}`, 'start the enricher, which sets it, and see who changed it'),
    tell(
      broken ?? [],
      'hold a version that our schema does not fit',
      'another program writes there, or this release is older than the last one',
    ),
  ].flat()
  return checks.length > 0
    ? checks
    : [fine('registry', `all ${specs.length} subjects hold our schemas, ${wantedLevel}`)]
}

function tell(subjects: readonly string[], what: string, remedy: string): readonly Check[] {
  if (subjects.length === 0) return []
  return [wrong('registry', `${subjects.length} subjects ${what}, ${subjects[0]} first`, remedy)]
}
