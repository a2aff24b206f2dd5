import { execFile } from 'node:child_process'
import { resolve } from 'node:path'

import { LocalError } from './errors.ts'
import { findProgram, isProgram } from './find-program.ts'
import { toJavaMajor } from './java-version.ts'

const neededMajor = 17
const remedy = 'install it, or set BELLHOP_KAFKA_BROKERS and BELLHOP_REGISTRY_URL.'

/**
 * The path of a Java that can run the broker: that of JAVA_HOME if there is one, else the first on PATH.
 *
 * @throws LocalError `local-java-missing` or `local-java-old`.
 */
export async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const home = env['JAVA_HOME']
  const atHome = home ? resolve(home, 'bin', 'java') : undefined
  const java = atHome && (await isProgram(atHome)) ? atHome : await findProgram('java', env['PATH'])
  // The `java` that macOS ships where none is installed is a program too, but tells no version.
  const major = java ? toJavaMajor(await readVersion(java, env)) : undefined

  if (java === undefined || major === undefined) {
    throw new LocalError('local-java-missing', `Java 17 or newer is needed to run Kafka on this machine: ${remedy}`)
  }
  if (major < neededMajor) {
    throw new LocalError(
      'local-java-old',
      `Java 17 or newer is needed to run Kafka on this machine, but ${java} is Java ${major}: ${remedy}`,
    )
  }
  return java
}

function readVersion(java: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    execFile(java, ['-version'], { env, timeout: 30_000 }, (_error, stdout, stderr) => resolve(`${stderr}${stdout}`))
  })
}
