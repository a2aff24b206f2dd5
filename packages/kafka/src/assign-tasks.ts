/** What a member of a group says it has when it asks to join. */
export type Claim = {
  /** The generation of the group that gave it its tasks; 0 where it has none. */
  readonly generation: number
  readonly tasks: readonly number[]
}

/**
 * Shares tasks among members so that their numbers differ by at most one and as few as possible change hands: where one
 * member joins or leaves, at most as many as one member has afterwards. The same claims always give the same shares.
 *
 * Of two that claim a task the newer generation has it: the older is the word of one that was gone for a while.
 *
 * @param claims - by member
 * @returns the tasks of each member in ascending order, every member named
 */
export function assignTasks(claims: ReadonlyMap<string, Claim>, tasks: readonly number[]): Map<string, number[]> {
  const owned = toOwned(claims, new Set(tasks))
  // Who has most keeps most, so that nobody gives up a task only to be given another.
  const members = [...owned].sort(([a, had], [b, has]) => has.length - had.length || (a < b ? -1 : 1))
  const share = Math.floor(tasks.length / members.length)
  const surplus = tasks.length % members.length
  const kept = members.map(([member, had], index) => {
    const limit = index < surplus ? share + 1 : share
    return { member, limit, tasks: had.slice(0, limit) }
  })
  const taken = new Set(kept.flatMap(({ tasks }) => tasks))
  const free = tasks.filter((task) => !taken.has(task)).toSorted(ascending)
  return new Map(
    kept.map(({ member, limit, tasks }) => {
      const given = free.splice(0, limit - tasks.length)
      return [member, [...tasks, ...given].sort(ascending)]
    }),
  )
}

/** What each member has by right, in ascending order. */
function toOwned(claims: ReadonlyMap<string, Claim>, tasks: ReadonlySet<number>): Map<string, number[]> {
  const owners = new Map<number, { readonly member: string; readonly generation: number }>()
  for (const [member, { generation, tasks: claimed }] of [...claims].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const task of claimed) {
      const owner = owners.get(task)
      if (owner === undefined || owner.generation < generation) owners.set(task, { member, generation })
    }
  }
  const owned = new Map<string, number[]>([...claims.keys()].map((member) => [member, []]))
  for (const [task, { member }] of [...owners].sort(([a], [b]) => a - b)) {
    if (tasks.has(task)) owned.get(member)?.push(task)
  }
  return owned
}

function ascending(a: number, b: number): number {
  return a - b
}
