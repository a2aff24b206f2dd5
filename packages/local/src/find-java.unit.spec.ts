import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { findJava } from './find-java.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

async function placeJava(folder: string, version: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'java')
  await writeFile(file, `#!/bin/sh\necho '${version}' >&2\n`, { mode: 0o755 })
  return file
}

describe('findJava', () => {
  it('says in one sentence that there is no Java', async () => {
    await expect(findJava({ PATH: '' })).rejects.toMatchObject({
      code: 'local-java-missing',
      message:
        'Java 17 or newer is needed to run Kafka on this machine: install it, or set BELLHOP_KAFKA_BROKERS and BELLHOP_REGISTRY_URL.',
    })
  })

  it('says which Java is too old', () =>
    withTemporaryFolder('bellhop-test-', async (folder) => {
      const java = await placeJava(folder, 'openjdk version "11.0.2" 2019-01-15')

      await expect(findJava({ PATH: folder })).rejects.toMatchObject({
        code: 'local-java-old',
        message: expect.stringContaining(`but ${java} is Java 11: install it`),
      })
    }))

  it('takes no Java that tells no version', () =>
    withTemporaryFolder('bellhop-test-', async (folder) => {
      await placeJava(folder, 'Unable to locate a Java Runtime.')

      await expect(findJava({ PATH: folder })).rejects.toMatchObject({ code: 'local-java-missing' })
    }))

  it('prefers the Java of JAVA_HOME to that of PATH', () =>
    withTemporaryFolder('bellhop-test-', async (folder) => {
      await placeJava(join(folder, 'path'), 'openjdk version "17.0.1"')
      const java = await placeJava(join(folder, 'home', 'bin'), 'openjdk version "21.0.1"')

      expect(await findJava({ PATH: join(folder, 'path'), JAVA_HOME: join(folder, 'home') })).toBe(java)
    }))
})
