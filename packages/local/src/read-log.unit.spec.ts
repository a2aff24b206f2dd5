import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { readLog, sizeOfLog, toLastLines } from './read-log.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

describe('readLog', () => {
  it('reads only what was written since', () =>
    withTemporaryFolder('bellhop-test-', async (folder) => {
      const file = join(folder, 'log')
      await appendFile(file, 'first start\n')
      const from = await sizeOfLog(file)
      await appendFile(file, 'second start\n')

      expect(await readLog(file, from)).toBe('second start\n')
    }))

  it('is empty where there is no log yet', async () => {
    expect(await readLog('no-such-log-of-ours')).toBe('')
  })
})

describe('toLastLines', () => {
  it('keeps the last lines, without empty ones', () => {
    expect(toLastLines('one\n\ntwo\nthree\n \n', 2)).toBe('two\nthree')
  })
})
