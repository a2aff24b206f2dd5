/** The id of the newest schema of each subject of a registry, one `subject id` each, sorted. */
export async function fetchIds(registryUrl: string): Promise<readonly string[]> {
  const ask = async (path: string) => {
    const answer = await fetch(`${registryUrl}${path}`)
    if (!answer.ok) throw new Error(`The registry answers ${path} with ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const subjects = (await ask('/subjects')) as string[]
  const ids = subjects.map(async (subject) => {
    const { id } = (await ask(`/subjects/${encodeURIComponent(subject)}/versions/latest`)) as { id: number }
    return `${subject} ${id}`
  })
  return (await Promise.all(ids)).sort()
}
