import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { LocalError } from './errors.ts'
import { findProgram } from './find-program.ts'
import { runToEnd } from './run-to-end.ts'
import type { LocalLog } from './stack.ts'

const reportEveryMs = 3_000

/*
 * The newest plugin whose `copy` takes the registry's archive: those from 3.0 on read its POM first, and stop because
 * the parent that it names was never published.
 */
const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:2.10'

/** What Maven is asked for. */
export type Download = {
  /** As the user knows it: 'Apache Kafka 4.2.2'. */
  readonly name: string
  /** About how much is fetched, Maven's own plugins included. */
  readonly megabytes: number
  /** A goal of Maven's dependency plugin, or the phase of a project's own POM. */
  readonly goal: 'copy' | 'copy-dependencies' | 'package'
  readonly args: readonly string[]
}

/**
 * Has Maven download into `folder`, from wherever its own settings say.
 *
 * Maven's local repository is a folder in there too: the usual one is not safe to share between processes.
 *
 * @throws LocalError `local-maven-missing`, or `local-download-failed` with what Maven said.
 */
export async function runMaven(
  { name, megabytes, goal, args }: Download,
  folder: string,
  env: NodeJS.ProcessEnv,
  log: LocalLog,
): Promise<void> {
  const maven = await findProgram('mvn', env['PATH'])
  if (maven === undefined) {
    throw new LocalError(
      'local-maven-missing',
      `Maven is needed once, to download ${name}: install it, or set BELLHOP_KAFKA_BROKERS and BELLHOP_REGISTRY_URL.`,
    )
  }
  log.info(`Downloading ${name}, about ${megabytes} MB, once`)
  const report = setInterval(() => {
    void sizeOf(folder).then((bytes) => log.info(`Downloading ${name}: ${Math.round(bytes / 1e6)} MB so far`))
  }, reportEveryMs)
  try {
    await runToEnd(
      {
        program: maven,
        args: [
          '--batch-mode',
          `-Dmaven.repo.local=${join(folder, 'maven')}`,
          goal === 'package' ? goal : `${plugin}:${goal}`,
          ...args,
        ],
        cwd: folder,
        env,
        logFile: join(folder, 'maven.log'),
        removeOnLoss: folder,
      },
      {
        code: 'local-download-failed',
        text: `Maven could not download ${name}; check the network and Maven's settings, then try again`,
      },
    )
  } finally {
    clearInterval(report)
  }
}

/** Files come and go while Maven works: what is gone counts nothing. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    names.map((file) =>
      stat(join(folder, file)).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
