// The list of all that was ever recorded: a line `<record> <version> <sha256>` for each file in history/. It is committed
// beside them, so that a version cannot be altered, nor a record vanish with its history, by an edit of one place.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'

const toLine = (record, { version, text }) => `${record} ${version} ${createHash('sha256').update(text).digest('hex')}`

const linesOf = (history) =>
  Object.entries(history).flatMap(([record, versions]) => versions.map((version) => toLine(record, version)))

/** The lines of the list; none where there is no list yet. */
export function readDigests(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}

/** Lines whose version is gone from the history or is another one now, each a sentence. */
export function findTampered(digests, history) {
  const present = new Set(linesOf(history))
  return digests
    .filter((line) => !present.has(line))
    .map((line) => {
      const [record, version] = line.split(' ')
      const isThere = history[record]?.some((found) => String(found.version) === version)
      return `${record}, version ${version}: rule history-${isThere ? 'altered' : 'removed'}: put history/${record}/${version}.avsc back`
    })
}

/** Lines that the list lacks. */
export function findUnlisted(digests, history) {
  const listed = new Set(digests)
  return linesOf(history).filter((line) => !listed.has(line))
}

/** Adds lines to the list. */
export function listDigests(lines, file) {
  if (lines.length > 0) appendFileSync(file, `${lines.join('\n')}\n`)
}
