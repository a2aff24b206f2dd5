import type { Claim } from './assign-tasks.ts'

/** The claim of a member that has nothing. */
export const noClaim: Claim = { generation: 0, tasks: [] }

/** Writes a claim as a member sends it along when it asks to join. */
export function encodeClaim({ generation, tasks }: Claim): Buffer {
  return Buffer.from(JSON.stringify({ generation, tasks }))
}

/** Reads what a member sent along; what is not a claim, such as another version's or another program's, claims nothing. */
export function decodeClaim(bytes: Buffer | null): Claim {
  const said = parse(bytes)
  if (typeof said !== 'object' || said === null || !('generation' in said) || !('tasks' in said)) return noClaim
  const { generation, tasks } = said
  if (!isCount(generation) || !Array.isArray(tasks)) return noClaim
  const claimed: readonly unknown[] = tasks
  return claimed.every(isCount) ? { generation, tasks: claimed } : noClaim
}

function parse(bytes: Buffer | null): unknown {
  try {
    return JSON.parse(String(bytes))
  } catch {
    return undefined
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
