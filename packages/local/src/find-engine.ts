import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ContainerRuntimeClient } from 'testcontainers'

/**
 * The Docker engine of this machine, or undefined where none answers.
 *
 * Testcontainers finds it, by DOCKER_HOST or where engines usually listen, and is loaded only where there is one to look
 * for. It reads the environment of the process, whatever `env` says. An engine elsewhere does not count: its ports are not
 * on 127.0.0.1.
 */
export async function findEngine(env: NodeJS.ProcessEnv): Promise<ContainerRuntimeClient | undefined> {
  if (!env['DOCKER_HOST'] && !(await hasSocket(env))) return undefined
  const { getContainerRuntimeClient } = await import('testcontainers')
  try {
    const client = await getContainerRuntimeClient()
    return ['localhost', '127.0.0.1'].includes(client.info.containerRuntime.host) ? client : undefined
  } catch {
    // It says no more than that none of its ways led anywhere.
    return undefined
  }
}

async function hasSocket(env: NodeJS.ProcessEnv): Promise<boolean> {
  const home = env['HOME'] ?? homedir()
  const sockets = [
    '/var/run/docker.sock',
    join(env['XDG_RUNTIME_DIR'] ?? join(home, '.docker'), 'docker.sock'),
    join(home, '.docker', 'run', 'docker.sock'),
    join(home, '.docker', 'desktop', 'docker.sock'),
  ]
  const found = await Promise.all(
    sockets.map((socket) =>
      access(socket).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.includes(true)
}
