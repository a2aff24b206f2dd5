import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { runMaven } from './run-maven.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

const download = { name: 'Apache Kafka 4.2.2', megabytes: 70, goal: 'copy', args: ['-Dx=y'] } as const
const quiet = { info: () => {}, error: () => {} }

describe('runMaven', () => {
  it('says in one sentence that there is no Maven', async () => {
    await expect(runMaven(download, '.', { PATH: '' }, quiet)).rejects.toMatchObject({
      code: 'local-maven-missing',
      message:
        'Maven is needed once, to download Apache Kafka 4.2.2: install it, or set BELLHOP_KAFKA_BROKERS and BELLHOP_REGISTRY_URL.',
    })
  })

  it('repeats what Maven said when it failed', () =>
    withTemporaryFolder('bellhop-test-', async (folder) => {
      await writeFile(join(folder, 'mvn'), '#!/bin/sh\necho "[ERROR] no network"\nexit 3\n', { mode: 0o755 })

      await expect(runMaven(download, folder, { PATH: folder }, quiet)).rejects.toMatchObject({
        code: 'local-download-failed',
        retriable: true,
        message: expect.stringMatching(/could not download Apache Kafka 4\.2\.2.*exit code 3.*\n\[ERROR\] no network/s),
      })
    }))

  it('says what it downloads, and how much', () =>
    withTemporaryFolder('bellhop-test-', async (folder) => {
      await writeFile(join(folder, 'mvn'), '#!/bin/sh\n', { mode: 0o755 })
      const said: string[] = []

      await runMaven(download, folder, { PATH: folder }, { ...quiet, info: (text) => said.push(text) })

      expect(said[0]).toBe('Downloading Apache Kafka 4.2.2, about 70 MB, once')
    }))
})
