import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecordSchema } from '../src/record-schema.ts'
import { findTampered, findUnlisted, listDigests, readDigests } from './digests.mjs'
import { readHistory } from './history.mjs'

const schema: RecordSchema = { type: 'record', name: 'Stay', namespace: 'bellhop', doc: 'A stay.', fields: [] }
const version = (number: number, text: string) => ({ version: number, text, schema })
const history = { stay: [version(1, 'one'), version(2, 'two')], room: [version(1, 'one')] }
const digests = findUnlisted([], history)

describe('the list of digests', () => {
  const own = fileURLToPath(new URL('../digests.txt', import.meta.url))
  const ownHistory = readHistory(fileURLToPath(new URL('../history', import.meta.url)))

  it('holds every recorded version, unchanged', () => {
    expect(findTampered(readDigests(own), ownHistory)).toEqual([])
    expect(findUnlisted(readDigests(own), ownHistory), 'run: npm run record-version -w schemas/records').toEqual([])
  })

  it('agrees with a history that has grown, and asks for what is new', () => {
    const grown = { ...history, stay: [...history.stay, version(3, 'three')] }

    expect(findTampered(digests, grown)).toEqual([])
    expect(findUnlisted(digests, grown)).toEqual([expect.stringMatching(/^stay 3 [0-9a-f]{64}$/)])
  })

  it.each([
    ['a version that is gone', { ...history, stay: [version(1, 'one')] }, ['stay, version 2: rule history-removed']],
    ['a record whose folder is gone', { stay: history.stay }, ['room, version 1: rule history-removed']],
    [
      'a version that is another one now',
      { ...history, stay: [version(1, 'one '), version(2, 'two')] },
      ['stay, version 1: rule history-altered'],
    ],
  ])('names %s', (_what, now, problems) => {
    expect(findTampered(digests, now)).toEqual(problems.map((problem) => expect.stringContaining(problem)))
  })

  describe('as a file', () => {
    let folder = ''
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'bellhop-digests-'))
    })
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    it('grows, and is empty where there is none', () => {
      const file = join(folder, 'digests.txt')

      const before = readDigests(file)
      listDigests(digests.slice(0, 2), file)
      listDigests([], file)
      listDigests(digests.slice(2), file)

      expect(before).toEqual([])
      expect(readDigests(file)).toEqual(digests)
    })
  })
})
