// Fails when a schema breaks what was ever published, or is not recorded, or what was recorded is gone. With --record it
// records what is new.
import { fileURLToPath } from 'node:url'
import { checkCompatibility } from '@bellhop/avro'
import { findAltered } from './committed.mjs'
import { findTampered, findUnlisted, listDigests, readDigests } from './digests.mjs'
import { findProblems, readHistory, readSchemas, recordVersions } from './history.mjs'

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const current = readSchemas(pathOf('../avro'))
const [historyDir, digestsFile] = [pathOf('../history'), pathOf('../digests.txt')]
const [history, digests] = [readHistory(historyDir), readDigests(digestsFile)]
const { broken, unrecorded } = findProblems(current, history, checkCompatibility)
const altered = findAltered(pathOf('..'))
const unlisted = findUnlisted(digests, history)
const problems = [...broken, ...findTampered(digests, history), ...(altered ?? [])]

for (const problem of problems) process.stderr.write(`${problem}\n`)
if (problems.length > 0) {
  process.stderr.write('Nothing was recorded: the contract only grows. Undo these changes in schemas/records.\n')
  process.exitCode = 1
} else if (process.argv.includes('--record')) {
  for (const file of recordVersions(unrecorded, current, history, historyDir)) {
    process.stdout.write(`recorded history/${file}\n`)
  }
  listDigests(findUnlisted(digests, readHistory(historyDir)), digestsFile)
} else if (unrecorded.length > 0 || unlisted.length > 0) {
  const what = [...unrecorded, ...unlisted.map((line) => `digest of ${line}`)].join(', ')
  process.stderr.write(`Not recorded: ${what}. Run: npm run record-version -w schemas/records\n`)
  process.exitCode = 1
} else {
  const than = altered === undefined ? 'their list (git has no word on them here)' : 'their list and the commits before'
  process.stdout.write(`${Object.keys(current).length} records agree with their history, and it with ${than}\n`)
}
