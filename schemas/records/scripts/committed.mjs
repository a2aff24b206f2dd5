// What git remembers of history/: a list can be edited together with what it lists, the commits before it cannot.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A line of `git log --raw`: modes, blobs before and after, what happened, and the path of a version. */
const rawLine = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) \w+\t(history\/[^/]+\/\d+\.avsc)$/

/**
 * Versions that HEAD or a commit before it holds and that are gone or other ones now, each a sentence.
 *
 * What was first committed under a number counts, along the first parents: a merge brings in what its branch recorded.
 *
 * @param recordsDir - the folder that holds `history/`
 * @returns undefined where git is not installed or this is no checkout
 */
export function findAltered(recordsDir) {
  const git = (args, input = '') =>
    execFileSync('git', args, { cwd: recordsDir, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'ignore'] })
  const first = new Map()
  try {
    const how = ['--first-parent', '-m', '--reverse', '--raw', '--no-abbrev', '--no-renames', '--relative', '--format=']
    for (const line of git(['log', ...how, '--', 'history']).split('\n')) {
      const [, blob, path] = rawLine.exec(line) ?? []
      if (path !== undefined && !first.has(path)) first.set(path, blob)
    }
  } catch {
    return undefined
  }
  const present = [...first.keys()].filter((path) => existsSync(join(recordsDir, path)))
  const blobs = git(
    ['hash-object', '--stdin-paths'],
    present.map((path) => `${join(recordsDir, path)}\n`).join(''),
  ).split('\n')
  const now = new Map(present.map((path, index) => [path, blobs[index]]))
  return [...first]
    .filter(([path, blob]) => now.get(path) !== blob)
    .map(
      ([path]) => `${path}: rule history-${now.has(path) ? 'altered' : 'removed'}: git has it as it was; put it back`,
    )
}
