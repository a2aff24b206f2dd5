import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { toCacheDir } from './cache-dir.ts'
import { writeArchiveFlags, writeClassArchive } from './class-archive.ts'
import { ensureFolder } from './ensure-folder.ts'
import { findFreePorts } from './free-ports.ts'
import { toJavaEnvironment } from './java-environment.ts'
import { formatStorage, kafkaVersion, prepareBroker } from './kafka.ts'
import { prepareRegistry, registryVersion } from './registry.ts'
import { runMaven } from './run-maven.ts'
import { runToEnd } from './run-to-end.ts'
import type { LocalLog } from './stack.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

/** Part of the folders' names; to be raised when what is put into them changes. */
const layout = 1

/** What an installation needs to know. */
export type InstallOptions = { readonly java: string; readonly env: NodeJS.ProcessEnv; readonly log: LocalLog }

/** The folder of Apache Kafka in the cache, downloaded and made ready the first time. */
export function installKafka({ java, env, log }: InstallOptions): Promise<string> {
  const name = `Apache Kafka ${kafkaVersion}`
  const fill = async (folder: string) => {
    await writeFile(join(folder, 'pom.xml'), kafkaPom)
    const args = ['-DincludeScope=runtime', `-DoutputDirectory=${join(folder, 'libs')}`]
    await runMaven({ name, megabytes: 70, goal: 'copy-dependencies', args }, folder, env, log)
    await removeMaven(folder)

    log.info(`Making ${name} ready for quick starts`)
    await withTemporaryFolder('bellhop-install-', async (workDir) => {
      const place = { java, folder, workDir, env: toJavaEnvironment(env) }
      await formatStorage(place)
      const ports = await findFreePorts('broker', 'controller')
      const server = await prepareBroker(place, ports, workDir, writeArchiveFlags)
      await writeClassArchive(folder, server, log)
    })
  }
  return ensure(`kafka-${kafkaVersion}-${layout}`, name, fill, env, log)
}

/** The folder of Apicurio Registry in the cache, downloaded and made ready the first time. */
export function installRegistry({ java, env, log }: InstallOptions): Promise<string> {
  const name = `Apicurio Registry ${registryVersion}`
  const fill = async (folder: string) => {
    const artifact = `-Dartifact=io.apicurio:apicurio-registry-app:${registryVersion}:tar.gz:all`
    const args = [artifact, `-DoutputDirectory=${folder}`]
    await runMaven({ name, megabytes: 120, goal: 'copy', args }, folder, env, log)
    const archive = join(folder, `apicurio-registry-app-${registryVersion}-all.tar.gz`)
    await runToEnd(
      { program: 'tar', args: ['-xzof', archive], cwd: folder, env, logFile: join(folder, 'maven.log') },
      { code: 'local-download-failed', text: `The archive of ${name} could not be unpacked` },
    )
    await removeMaven(folder)
    await rm(archive)

    log.info(`Making ${name} ready for quick starts`)
    await withTemporaryFolder('bellhop-install-', async (workDir) => {
      const place = { java, folder, workDir, env: toJavaEnvironment(env) }
      const ports = await findFreePorts('http', 'management')
      const server = await prepareRegistry(place, ports, workDir, writeArchiveFlags)
      await writeClassArchive(folder, server, log)
    })
  }
  return ensure(`apicurio-registry-${registryVersion}-${layout}`, name, fill, env, log)
}

/** The folder of Kafka Connect with the warehouse's plugins in the cache, downloaded the first time. */
export async function installConnect({ env, log }: Omit<InstallOptions, 'java'>): Promise<string> {
  const name = `Kafka Connect ${kafkaVersion} with the JDBC sink`
  const fill = async (folder: string) => {
    const project = join(connectProject, 'pom.xml')
    const args = ['-f', project, '-Pworker', `-Dkafka.version=${kafkaVersion}`, `-Dplugins=${join(folder, 'plugins')}`]
    await runMaven({ name, megabytes: 150, goal: 'package', args }, folder, env, log)
    await removeMaven(folder)
  }
  return ensure(`connect-${kafkaVersion}-${await digestConnect()}`, name, fill, env, log)
}

/** The Maven project that says what Kafka Connect needs; images are made by it too. */
const connectProject = fileURLToPath(new URL('../../../warehouse/connect/', import.meta.url))

/** Another project makes another folder. */
async function digestConnect(): Promise<string> {
  const hash = createHash('sha256').update(String(layout))
  for (const part of ['.', 'converter', 'sink', 'worker'])
    hash.update(await readFile(join(connectProject, part, 'pom.xml')))
  return hash.digest('hex').slice(0, 8)
}

/** slf4j-simple is what makes Kafka log to its output, without a file of settings. */
const kafkaPom = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>bellhop</groupId>
  <artifactId>kafka</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${kafkaVersion}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`

async function ensure(
  folderName: string,
  name: string,
  fill: (folder: string) => Promise<void>,
  env: NodeJS.ProcessEnv,
  log: LocalLog,
): Promise<string> {
  const cacheDir = toCacheDir(env, env['HOME'] ?? homedir())
  await mkdir(cacheDir, { recursive: true })
  return ensureFolder(cacheDir, folderName, fill, () =>
    log.info(`Another process is downloading ${name}: waiting for it`),
  )
}

async function removeMaven(folder: string): Promise<void> {
  for (const part of ['maven', 'maven.log', 'pom.xml']) await rm(join(folder, part), { recursive: true, force: true })
}
