import { type Lanes, laneOf } from '@bellhop/mews'
import type { Logger, Opened } from '@bellhop/runtime'

/** What {@link openLanes} needs. */
export type LanesOptions = {
  readonly read: () => Promise<Lanes>
  /** Milliseconds between two readings. The first comes after a part of it chosen by chance, so that processes differ. */
  readonly intervalMs: number
  readonly log: Pick<Logger, 'error'>
}

/**
 * Opens the lanes of the directory and reads them again and again. A directory that cannot be read later is logged, and
 * the lanes stay as they were.
 *
 * @throws what `read` throws the first time.
 */
export async function openLanes({ read, intervalMs, log }: LanesOptions): Promise<Opened<(id: string) => string>> {
  let lanes = await read()
  let timer = setTimeout(() => void again(), intervalMs * Math.random())
  let isClosed = false

  async function again(): Promise<void> {
    try {
      lanes = await read()
    } catch (error) {
      log.error({ err: error }, 'the directory cannot be read: its last good state stays')
    }
    if (!isClosed) timer = setTimeout(() => void again(), intervalMs)
  }

  return {
    value: (enterpriseId) => laneOf(lanes, enterpriseId),
    close: async () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
