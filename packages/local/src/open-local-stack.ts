import { chooseProvider } from './choose-provider.ts'
import { LocalError } from './errors.ts'
import { findEngine } from './find-engine.ts'
import { openDocker } from './open-docker.ts'
import { openMaven } from './open-maven.ts'
import type { LocalLog, LocalStack, Opened, ProviderOptions } from './stack.ts'

/** What may be said about the stack to open. */
export type LocalStackOptions = {
  /** Told of downloads, start and trouble; by default lines on stderr, because a first start takes a minute. */
  readonly log?: LocalLog
  /** Keeps topics and schemas here across runs; without it a temporary folder is used and removed at close. */
  readonly dataDir?: string
  /**
   * Read for BELLHOP_KAFKA_BROKERS, BELLHOP_REGISTRY_URL, BELLHOP_LOCAL_PROVIDER, DOCKER_HOST, JAVA_HOME, PATH,
   * XDG_CACHE_HOME, HOME.
   */
  readonly env?: NodeJS.ProcessEnv
}

/** Lines on stderr. */
export const stderrLog: LocalLog = {
  info: (text) => process.stderr.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
}

/**
 * Opens a Kafka broker and a schema registry: those named by the environment, or our own on 127.0.0.1, which are containers
 * where a Docker engine of this machine answers, and else Java processes.
 *
 * Resolves once both answer: about 3 s on an idle machine, about a minute the first time, when they are downloaded.
 * Our own end with `close`, and within 5 s of this process however it ends; containers within about 15 s.
 *
 * @throws LocalError naming what is missing or the last lines of what failed; nothing is left running then.
 */
export async function openLocalStack(options: LocalStackOptions = {}): Promise<Opened<LocalStack>> {
  const { log = stderrLog, dataDir, env = process.env } = options
  const choice = chooseProvider(env)
  const parts = { log, dataDir, env }
  switch (choice.provider) {
    case 'external':
      return { value: choice, close: async () => {} }
    case 'maven':
      return openMaven(parts)
    case 'docker':
      return openDocker(parts)
    case 'any':
      return openAny(parts)
  }
}

/** Containers, unless no engine answers or it has not got the images and cannot fetch them. */
async function openAny(options: ProviderOptions): Promise<Opened<LocalStack>> {
  if ((await findEngine(options.env)) === undefined) return openMaven(options)
  try {
    return await openDocker(options)
  } catch (error) {
    if (!(error instanceof LocalError) || error.code !== 'local-image-missing') throw error
    options.log.info(`${error.message} Java processes are taken instead`)
    return openMaven(options)
  }
}
