import { setTimeout as delay } from 'node:timers/promises'
import type { ContainerRuntimeClient } from 'testcontainers'

import { LocalError } from './errors.ts'
import { toLastLines } from './read-log.ts'
import type { LocalLog, LocalProcess, Opened } from './stack.ts'

/** A server to run as a container. */
export type Container = {
  /** As the user knows it: 'Apache Kafka 4.2.2'. */
  readonly name: string
  readonly image: string
  /** The port that it listens on, and that of 127.0.0.1 which leads there, after a restart too. */
  readonly port: { readonly inside: number; readonly outside: number }
  /** `NAME=value` each. */
  readonly variables: readonly string[]
  /** Where its data is; with a name it outlives the container. */
  readonly volume: { readonly name: string | undefined; readonly path: string }
  readonly labels: Readonly<Record<string, string>>
  /** Whether it answers now. */
  readonly isAnswering: () => Promise<boolean>
}

const startDeadlineMs = 120_000
const stopGraceS = 4
const askEveryMs = 50

type Created = Awaited<ReturnType<ContainerRuntimeClient['container']['create']>>

/**
 * Creates a container and resolves once the server in it answers; closing removes it, with the volume that has no name.
 *
 * @param signal - aborted when there is no more use in waiting; the container is removed then.
 * @throws LocalError `local-start-failed` with the last lines that it said; no container is left then.
 */
export async function openContainer(
  engine: ContainerRuntimeClient,
  server: Container,
  log: LocalLog,
  signal?: AbortSignal,
): Promise<Opened<LocalProcess>> {
  const container = await create(engine, server)
  let pid = 0
  const isRunning = () => pid > 0

  const start = async (abort?: AbortSignal) => {
    if (isRunning()) return
    await startCreated(server, container)
    pid = await pidOf(container)
    const ended = container.wait()
    void ended.then(
      () => {
        if (isRunning()) log.error(`${server.name} ended by itself; see docker logs ${container.id.slice(0, 12)}`)
        pid = 0
      },
      // The engine is gone, and all of this with it.
      () => {},
    )
    await waitForAnswer(server, container, abort)
  }
  const kill = async (sent: NodeJS.Signals) => {
    if (!isRunning()) return
    const isLast = sent === 'SIGKILL' || sent === 'SIGTERM'
    if (isLast) pid = 0
    await container.kill({ signal: sent })
    if (isLast) await container.wait()
    while (sent === 'SIGSTOP' && (await server.isAnswering())) await delay(askEveryMs)
  }
  const stop = async () => {
    if (!isRunning()) return
    pid = 0
    // One that was stopped by SIGSTOP hears SIGTERM only when it goes on.
    await container.kill({ signal: 'SIGCONT' })
    await container.stop({ t: stopGraceS })
  }
  const remove = () => container.remove({ force: true, v: true })

  try {
    await start(signal)
  } catch (error) {
    pid = 0
    await remove()
    throw error
  }
  return {
    value: { pid: () => (isRunning() ? pid : undefined), start: () => start(), stop, kill },
    close: async () => {
      await stop()
      await remove()
    },
  }
}

function create(engine: ContainerRuntimeClient, server: Container): Promise<Created> {
  const { image, port, variables, volume, labels } = server
  const inside = `${port.inside}/tcp`
  return engine.container.create({
    Image: image,
    Env: [...variables],
    Labels: { ...labels },
    ExposedPorts: { [inside]: {} },
    HostConfig: {
      PortBindings: { [inside]: [{ HostIp: '127.0.0.1', HostPort: String(port.outside) }] },
      Binds: volume.name === undefined ? [] : [`${volume.name}:${volume.path}`],
    },
  })
}

async function startCreated({ name }: Container, container: Created): Promise<void> {
  try {
    await container.start()
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    if (/already allocated|address already in use|ports are not available/.test(said)) {
      throw new LocalError('local-port-taken', `${name} found its port taken by another process.`, { retriable: true })
    }
    throw new LocalError('local-start-failed', `${name} could not be started by the Docker engine: ${said}`)
  }
}

async function pidOf(container: Created): Promise<number> {
  return (await container.inspect()).State.Pid
}

async function waitForAnswer(server: Container, container: Created, abort: AbortSignal | undefined): Promise<void> {
  const deadline = performance.now() + startDeadlineMs
  while (!(await server.isAnswering())) {
    const hasEnded = !(await container.inspect()).State.Running
    if (hasEnded || performance.now() > deadline) {
      const what = hasEnded ? 'ended before it answered' : `did not answer within ${startDeadlineMs / 1_000} s`
      const said = await container.logs({ stdout: true, stderr: true, tail: 15 })
      throw new LocalError('local-start-failed', `${server.name} ${what}. It said last:\n${toText(said)}`)
    }
    abort?.throwIfAborted()
    await delay(askEveryMs)
  }
}

/** Each piece of a container's output begins with eight bytes that say of which stream it is and how long. */
function toText(said: Buffer): string {
  const pieces: string[] = []
  for (let at = 0; at + 8 <= said.length; ) {
    const end = at + 8 + said.readUInt32BE(at + 4)
    pieces.push(said.toString('utf8', at + 8, end))
    at = end
  }
  return toLastLines(pieces.join(''))
}
