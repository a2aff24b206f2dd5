import { join } from 'node:path'

import { toArchiveFlags } from './class-archive.ts'
import { isRegistryAnswering } from './is-answering.ts'
import type { Server } from './open-server.ts'

/** The version that everything here was tried with; 3.3.2 needs Java 21, and this one runs on 17. */
export const registryVersion = '3.0.9'

/** Where the registry's parts are, and where it may write. */
export type RegistryPlace = {
  readonly java: string
  readonly folder: string
  readonly workDir: string
  readonly env: NodeJS.ProcessEnv
}

/** The base of the Confluent-compatible API of a registry at this port of 127.0.0.1. */
export function toRegistryUrl(port: number): string {
  return `http://127.0.0.1:${port}/apis/ccompat/v7`
}

/**
 * Says how the registry is run; it keeps its schemas in a file database in `workDir`, so ids survive a restart.
 *
 * @param extraFlags - for the JVM, instead of those that use the class archive.
 */
export async function prepareRegistry(
  { java, folder, workDir, env }: RegistryPlace,
  ports: { readonly http: number; readonly management: number },
  removeOnLoss?: string,
  extraFlags?: readonly string[],
): Promise<Server> {
  const database = join(workDir, `apicurio-registry-${registryVersion}`, 'schemas')
  return {
    name: `Apicurio Registry ${registryVersion}`,
    isAnswering: () => isRegistryAnswering(toRegistryUrl(ports.http)),
    command: {
      program: java,
      args: [
        '-Xmx512m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        // Where the HTTP server keeps a cache of files: it goes with the rest.
        `-Djava.io.tmpdir=${workDir}`,
        ...(extraFlags ?? (await toArchiveFlags(folder))),
        '-jar',
        `apicurio-registry-app-${registryVersion}-runner.jar`,
      ],
      cwd: folder,
      env: {
        ...env,
        QUARKUS_HTTP_HOST: '127.0.0.1',
        QUARKUS_HTTP_PORT: String(ports.http),
        QUARKUS_HTTP_ACCESS_LOG_ENABLED: 'false',
        QUARKUS_MANAGEMENT_HOST: '127.0.0.1',
        QUARKUS_MANAGEMENT_PORT: String(ports.management),
        QUARKUS_OTEL_SDK_DISABLED: 'true',
        APICURIO_STORAGE_KIND: 'sql',
        APICURIO_STORAGE_SQL_KIND: 'h2',
        // Written at each commit, so that an id once given is known after a SIGKILL too.
        APICURIO_DATASOURCE_URL: `jdbc:h2:file:${database};WRITE_DELAY=0`,
      },
      logFile: join(workDir, 'registry.log'),
      removeOnLoss,
    },
  }
}
