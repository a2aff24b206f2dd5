import { setTimeout as delay } from 'node:timers/promises'

import { LocalError } from './errors.ts'
import { readLog, sizeOfLog, toLastLines } from './read-log.ts'
import type { LocalLog, LocalProcess, Opened } from './stack.ts'
import { type Command, startWatched, type WatchedProcess } from './watched-process.ts'

/** A server to run as a process of its own. */
export type Server = {
  /** As the user knows it: 'Apache Kafka 4.2.2'. */
  readonly name: string
  readonly command: Command
  /** Whether what it has logged since its start says that it is up; nothing is asked of its log where this is absent. */
  readonly hasStarted?: (logged: string) => boolean
  /** Whether it answers now. */
  readonly isAnswering: () => Promise<boolean>
}

const startDeadlineMs = 120_000
const stopGraceMs = 4_000
const askEveryMs = 50
const portTaken = /Address already in use|BindException|Port.* already bound|Port \d+ seems to be in use/

/**
 * Starts a server and resolves once it answers.
 *
 * @param signal - aborted when there is no more use in waiting; the server is stopped then.
 * @throws LocalError `local-port-taken`, or `local-start-failed` with the last lines of its log when it ends or does not
 *   answer within 120 s. It is not running then.
 */
export async function openServer(server: Server, log: LocalLog, signal?: AbortSignal): Promise<Opened<LocalProcess>> {
  const { name, command } = server
  let running: WatchedProcess | undefined
  let isEndExpected = false

  const stop = async () => {
    isEndExpected = true
    await running?.stop(stopGraceMs)
  }
  const start = async (abort?: AbortSignal) => {
    if (running && !running.hasEnded()) return
    const from = await sizeOfLog(command.logFile)
    const started = startWatched(command)
    running = started
    isEndExpected = false
    try {
      await waitForAnswer(server, started, from, abort)
    } catch (error) {
      await stop()
      throw error
    }
    void started.ended.then(({ code, signal: by }) => {
      if (!isEndExpected) log.error(`${name} ended by itself (${by ?? `exit code ${code}`}); see ${command.logFile}`)
    })
  }
  const kill = async (sent: NodeJS.Signals) => {
    const isLast = sent === 'SIGKILL' || sent === 'SIGTERM'
    if (isLast) isEndExpected = true
    running?.kill(sent)
    if (isLast) await running?.ended
    // The system holds a process with many threads a little after the signal was sent.
    while (sent === 'SIGSTOP' && running?.hasEnded() === false && (await server.isAnswering())) {
      await delay(askEveryMs)
    }
  }

  await start(signal)
  const pid = () => (running?.hasEnded() === false ? running.pid : undefined)
  return { value: { pid, start: () => start(), stop, kill }, close: stop }
}

async function waitForAnswer(
  { name, command, isAnswering, hasStarted = () => true }: Server,
  started: WatchedProcess,
  from: number,
  abort: AbortSignal | undefined,
): Promise<void> {
  const deadline = performance.now() + startDeadlineMs
  for (;;) {
    const hasEnded = started.hasEnded()
    const logged = await readLog(command.logFile, from)
    if (hasEnded && portTaken.test(logged)) {
      throw new LocalError('local-port-taken', `${name} found its port taken by another process.`, { retriable: true })
    }
    if (hasEnded || performance.now() > deadline) {
      const what = hasEnded ? 'ended before it answered' : `did not answer within ${startDeadlineMs / 1_000} s`
      const text = `${name} ${what}. The last lines of ${command.logFile}:\n${toLastLines(logged)}`
      throw new LocalError('local-start-failed', text)
    }
    abort?.throwIfAborted()
    if (hasStarted(logged) && (await isAnswering()) && !started.hasEnded()) return
    await delay(askEveryMs)
  }
}
