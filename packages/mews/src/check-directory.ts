import type { Credential, LaneSource } from './directory.ts'

/**
 * Finds what makes a directory ambiguous: a name or an enterprise given twice, or one access token under two names
 * (its budget would be spent twice). Problems name credentials and enterprises, never a token. What is empty is passed
 * over: that it is missing is a problem of its own.
 */
export function findConflicts(credentials: ReadonlyArray<LaneSource & Partial<Credential>>): string[] {
  const problems: string[] = []
  const byName = new Set<string>()
  const byToken = new Map<string, string>()
  const byEnterprise = new Map<string, string>()
  for (const { name, accessToken, enterpriseIds } of credentials) {
    if (name !== '' && byName.has(name)) problems.push(`two credentials are named "${name}"`)
    byName.add(name)
    if (accessToken !== undefined && accessToken !== '') {
      const other = byToken.get(accessToken)
      if (other !== undefined) problems.push(`"${other}" and "${name}" have the same accessToken`)
      else byToken.set(accessToken, name)
    }
    for (const id of enterpriseIds) {
      if (id === '') continue
      const other = byEnterprise.get(id)
      if (other !== undefined) problems.push(`enterprise ${id} is given under "${other}" and "${name}"`)
      else byEnterprise.set(id, name)
    }
  }
  return problems
}

/** Finds what is wrong with the base URL; http is allowed, for a simulator. */
export function findUrlProblems(baseUrl: string): string[] {
  if (!URL.canParse(baseUrl)) return ['baseUrl is not a URL']
  return /^https?:$/.test(new URL(baseUrl).protocol) ? [] : ['baseUrl must begin with https:// or http://']
}
