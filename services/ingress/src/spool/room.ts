import type { BellhopError } from '@bellhop/runtime'
import { MAGIC, toEntryBytes } from './segment-format.ts'
import { toSpoolFull } from './spool-error.ts'

/** The bound of the spool, and what is on its way into it. */
export type Room = {
  /**
   * Runs a write of the payload with its room reserved.
   *
   * @throws BellhopError `spool-full` at once when there is none; what `write` throws; RangeError for an empty payload.
   */
  readonly within: (payload: Buffer, write: () => Promise<void>) => Promise<void>
  /** Why a payload of the size that was last refused is still refused; undefined once others found room. */
  readonly lack: () => BellhopError | undefined
}

/** @param usedBytes - on disk now. */
export function createRoom(usedBytes: () => number, maxBytes: number): Room {
  let reserved = 0
  let refused = 0

  const isOver = (bytes: number) => usedBytes() + reserved + bytes > maxBytes

  async function within(payload: Buffer, write: () => Promise<void>): Promise<void> {
    // Each entry may be the first of a new file.
    const bytes = MAGIC.byteLength + toEntryBytes(payload)
    if (isOver(bytes)) {
      refused = bytes
      throw toSpoolFull(usedBytes(), maxBytes)
    }
    refused = 0
    reserved += bytes
    try {
      await write()
    } finally {
      reserved -= bytes
    }
  }

  const lack = () => (refused > 0 && isOver(refused) ? toSpoolFull(usedBytes(), maxBytes) : undefined)
  return { within, lack }
}
