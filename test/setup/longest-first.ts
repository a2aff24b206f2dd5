import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Integration specs that take longest, the longest first. */
const longest = [
  'test/integration/enricher-faults',
  'test/integration/ingress-faults',
  'packages/kafka/src/tasks',
  'test/integration/kill-enricher',
  'test/integration/shared-budget',
  'test/integration/demo',
]

/**
 * The order of the specs: those that take longest begin first, since one that begins last keeps a worker busy while the
 * others have nothing left to do. Vitest itself goes by the size of a file where it has not run it before, as in CI.
 * It is a class because vitest wants one.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => toRank(a) - toRank(b))
  }
}

/** Unit specs stay before all others, and what is not named stays in its order. */
function toRank({ moduleId, project }: TestSpecification): number {
  if (project.name !== 'int') return -1
  const rank = longest.findIndex((name) => moduleId.endsWith(`/${name}.int.spec.ts`))
  return rank === -1 ? longest.length : rank
}
