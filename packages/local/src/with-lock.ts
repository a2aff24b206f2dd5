import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

/** A lock that was not touched for so long belonged to a process that is gone. */
const staleAfterMs = 20_000
const touchEveryMs = 2_000
const askEveryMs = 500

/**
 * Runs `work` while holding a lock folder, so that two processes do not do the same long work at once.
 *
 * The holder touches the folder every 2 s; one untouched for 20 s is taken over. It saves work and does not guard
 * data: two could hold it for a moment when a stale lock is taken over, so `work` must bear that.
 *
 * @param onWait - called once if another holds the lock.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, onWait: () => void = () => {}): Promise<T> {
  let isWaiting = false
  while (!(await take(path))) {
    if (!isWaiting) onWait()
    isWaiting = true
    if (await isStale(path)) await discard(path)
    else await delay(askEveryMs)
  }
  const touch = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => {})
  }, touchEveryMs)
  try {
    return await work()
  } finally {
    clearInterval(touch)
    await rm(path, { recursive: true, force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

async function isStale(path: string): Promise<boolean> {
  const touched = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )
  return touched !== undefined && Date.now() - touched > staleAfterMs
}

/** Renamed first, because only one of several waiting processes can rename it. */
async function discard(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(() => {})
  await rm(aside, { recursive: true, force: true })
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
