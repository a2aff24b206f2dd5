/**
 * Shares tasks among members so that their numbers differ by at most one; the same members always get the same tasks.
 *
 * @returns the tasks of each member, every member named
 */
export function assignTasks(members: readonly string[], tasks: readonly number[]): Map<string, number[]> {
  const sorted = members.toSorted()
  const owned = new Map<string, number[]>(sorted.map((member) => [member, []]))
  for (const [index, task] of tasks.toSorted((a, b) => a - b).entries()) {
    const member = sorted[index % sorted.length]
    if (member !== undefined) owned.get(member)?.push(task)
  }
  return owned
}
