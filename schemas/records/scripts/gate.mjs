// Fails when a schema breaks what was ever published, or is not recorded. With --record it records what is new.
import { fileURLToPath } from 'node:url'
import { checkCompatibility } from '@bellhop/avro'
import { findProblems, readHistory, readSchemas, recordVersions } from './history.mjs'

const current = readSchemas(fileURLToPath(new URL('../avro', import.meta.url)))
const historyDir = fileURLToPath(new URL('../history', import.meta.url))
const history = readHistory(historyDir)
const { broken, unrecorded } = findProblems(current, history, checkCompatibility)

for (const problem of broken) process.stderr.write(`${problem}\n`)
if (broken.length > 0) {
  process.stderr.write('Nothing was recorded: the contract only grows. Undo these changes in schemas/records/avro.\n')
  process.exitCode = 1
} else if (process.argv.includes('--record')) {
  for (const file of recordVersions(unrecorded, current, history, historyDir)) {
    process.stdout.write(`recorded history/${file}\n`)
  }
} else if (unrecorded.length > 0) {
  process.stderr.write(`Not recorded: ${unrecorded.join(', ')}. Run: npm run record-version -w schemas/records\n`)
  process.exitCode = 1
} else {
  process.stdout.write(`${Object.keys(current).length} records agree with their history\n`)
}
