import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { openServer, type Server } from './open-server.ts'
import type { LocalLog } from './stack.ts'

/*
 * A class archive is the JVM's memory image of the classes that a program loaded; starting from it halves the time to
 * start. The JVM itself ignores one that another Java version or class path made, so it can only ever save time.
 */
const file = 'classes.jsa'
const writeDeadlineMs = 60_000

/** The flag with which a JVM, when it ends, writes down the classes that it loaded. */
export const writeArchiveFlags: readonly string[] = [`-XX:ArchiveClassesAtExit=${file}`]

/** The flags with which a JVM running in `folder` starts from the archive there; none where there is no archive. */
export async function toArchiveFlags(folder: string): Promise<string[]> {
  return stat(join(folder, file)).then(
    () => ['-Xshare:auto', `-XX:SharedArchiveFile=${file}`],
    () => [],
  )
}

/**
 * Runs a server once, from its start to its end, for the archive that it writes at its end.
 *
 * Where that fails there is no archive and starts are slower; the log is told.
 *
 * @param server - runs in `folder`, with `writeArchiveFlags`.
 */
export async function writeClassArchive(folder: string, server: Server, log: LocalLog): Promise<void> {
  try {
    const { value, close } = await openServer(server, log)
    const isWritten = await Promise.race([
      value.kill('SIGTERM').then(() => true),
      delay(writeDeadlineMs, false, { ref: false }),
    ])
    await close()
    if (!isWritten) throw new Error(`It was not written within ${writeDeadlineMs / 1_000} s`)
  } catch (error) {
    await rm(join(folder, file), { force: true })
    log.info(`${server.name} will start more slowly: no class archive. ${error instanceof Error ? error.message : ''}`)
  }
}
